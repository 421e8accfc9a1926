package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.store.Link;
import io.syncline.store.RecordChange;
import io.syncline.store.StateStore;
import io.syncline.store.StoreRefused;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Another worker on the same store is faster. */
class RaceTest {

  private static final SystemId ERP = new SystemId("erp");
  private static final NativeKey KEY = NativeKey.of("e1");

  private final World world = World.two();

  @Test
  void aPageIsTakenInAnewWhereAnotherWorkerHasLinkedItsRecordFirst() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    refuseCreates();
    world.through(store -> new Contended(store, 1));
    world.table("erp").put("e1", Map.of("name", "Ann", "email", "a@x", "phone", "5"));
    world.table("erp").put("e2", Map.of("name", "Bob", "email", "b@x"));

    SyncReport report = world.settle();

    assertThat(report.failures()).isEmpty();
    assertThat(report.counts().of("customer", "crm", Counted.CREATED)).isEqualTo(1);
    assertThat(world.table("crm").show("c1", "phone")).isEqualTo("5");
    world.assertAgreement();
  }

  @Test
  void aWorkerThatAlwaysLosesSaysSo() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    refuseCreates();
    world.through(store -> new Contended(store, Integer.MAX_VALUE));
    world.table("erp").put("e1", Map.of("name", "Ann", "email", "a@x", "phone", "5"));

    assertThatThrownBy(world::sync)
        .isInstanceOf(StoreRefused.class)
        .hasMessage("must be linked to one record: key=e1");
  }

  /** The ERP takes no creates at first, so that the record has none there. */
  private void refuseCreates() {
    world.table("erp").reject("name", name -> true, "closed");
    world.settle();
    world.table("erp").accept();
  }

  /** Refuses as many saves that link the key, each after the rival has linked it. */
  private static final class Contended implements StateStore {

    private final StateStore store;
    private int refusals;

    Contended(StateStore store, int refusals) {
      this.store = store;
      this.refusals = refusals;
    }

    @Override
    public StoreView view() {
      return store.view();
    }

    @Override
    public StoreTransaction begin() {
      StoreTransaction transaction = store.begin();
      return (StoreTransaction)
          Proxy.newProxyInstance(
              StoreTransaction.class.getClassLoader(),
              new Class<?>[] {StoreTransaction.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("save") && refusals > 0 && links(arguments[1])) {
                  refusals--;
                  transaction.close();
                  rival();
                  throw new StoreRefused("must be linked to one record: key=" + KEY);
                }
                return invoke(transaction, method, arguments);
              });
    }

    /** The rival links the key to the record that the CRM knows. */
    private void rival() {
      try (StoreTransaction transaction = store.begin()) {
        RecordId id = new RecordId(1);
        StoredRecord before = transaction.load(World.CUSTOMER, List.of(id)).get(id);
        TreeMap<SystemId, Link> links = new TreeMap<>(before.links());
        links.put(ERP, new Link(KEY, Row.empty()));
        StoredRecord after =
            new StoredRecord(id, before.state(), links, before.correlation(), before.flags());
        transaction.save(World.CUSTOMER, List.of(RecordChange.changed(before, after)));
        transaction.commit();
      }
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static boolean links(Object changes) {
    return ((List<?>) changes)
        .stream()
            .map(RecordChange.class::cast)
            .anyMatch(
                change ->
                    change
                        .after()
                        .map(after -> after.links().get(ERP))
                        .map(Link::key)
                        .filter(KEY::equals)
                        .isPresent());
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
