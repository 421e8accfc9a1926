package io.syncline.testkit.engine;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.SystemId;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdapterBugTest {

  private final MemorySystem crm = new MemorySystem(InstantSource.system());
  private final MemorySystem erp = new MemorySystem(InstantSource.system());

  /** A feed that throws what no adapter may throw. */
  private static final class BrokenFeed implements ChangeFeed {
    private final ChangeFeed feed;

    BrokenFeed(ChangeFeed feed) {
      this.feed = feed;
    }

    @Override
    public Cursor earliest() {
      return feed.earliest();
    }

    @Override
    public Cursor latest() {
      return feed.latest();
    }

    @Override
    public ChangePage poll(Cursor cursor, Limits limits) {
      throw new ArrayIndexOutOfBoundsException("7");
    }
  }

  private static AdapterSource broken(AdapterSource source) {
    return context -> (Adapter) wrapped(source.open(context), Adapter.class);
  }

  /** Passes every call on, but hands out a broken feed. */
  private static Object wrapped(Object real, Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          try {
            Object answer = method.invoke(real, arguments);
            if (method.getName().equals("dataset")) {
              return wrapped(answer, method.getReturnType());
            }
            return method.getName().equals("changeFeed")
                ? ((Optional<?>) answer).map(feed -> new BrokenFeed((ChangeFeed) feed))
                : answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  @Test
  void anAdapterThatThrowsWhatItMustNotIsLeftOutAndNamed() {
    MemoryTable contacts = crm.table("contacts", shape -> shape.assignedKey("id").columns("name"));
    erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
    try (Hub hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", crm)
            .system("erp", broken(erp))
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text())
                        .in("crm", flow -> flow.dataset("contacts").key("id").everyFieldByName())
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .build()) {
      hub.sync();
      contacts.add(Map.of("name", "Ann"));

      SyncReport report = hub.sync();

      assertThat(report.settled()).isFalse();
      assertThat(report.failures())
          .containsOnlyKeys(new SystemId("erp"))
          .extractingByKey(new SystemId("erp"))
          .asString()
          .contains("AdapterBug: the adapter threw what it must not: system=erp dataset=customer")
          .contains("ArrayIndexOutOfBoundsException: 7");
    }
  }
}
