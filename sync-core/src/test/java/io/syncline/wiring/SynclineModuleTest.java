package io.syncline.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.syncline.EntityBuilder;
import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.config.SystemConfig;
import io.syncline.fake.FakeAdapter;
import io.syncline.fake.FakeDataset;
import io.syncline.fake.FakeProvider;
import io.syncline.model.FieldType;
import io.syncline.spi.AdapterProvider;
import io.syncline.store.StateStore;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SynclineModuleTest {

  private final FakeAdapter crm = new FakeAdapter().with(FakeDataset.of("things").with("name"));
  private final AtomicInteger declared = new AtomicInteger();

  private final Injector injector =
      Guice.createInjector(
          new SynclineModule(
              hub -> {
                declared.incrementAndGet();
                hub.state(StateStore.inMemory())
                    .system("erp", "acme", Map.of("url", "x"))
                    .entity("thing", SynclineModuleTest::thing);
              }),
          new AbstractModule() {
            @Override
            protected void configure() {
              SynclineModule.system(binder(), "crm").toInstance(crm);
              SynclineModule.adapters(binder())
                  .addBinding()
                  .toInstance(new FakeProvider("acme", AdapterProvider.CURRENT));
            }
          });

  private static void thing(EntityBuilder thing) {
    thing
        .field("name", FieldType.text())
        .in("crm", crm -> crm.dataset("things").everyFieldByName())
        .in("erp", erp -> erp.dataset("things").everyFieldByName());
  }

  @Test
  void nothingHappensUntilTheHubIsAskedFor() {
    assertThat(declared).hasValue(0);
    assertThat(crm.opened()).isZero();
  }

  @Test
  void contributedSystemsStandBeforeTheDeclaration() {
    HubBuilder builder = injector.getInstance(HubBuilder.class);

    assertThat(builder.config().systems())
        .extracting(SystemConfig::id)
        .containsExactly("crm", "erp");
  }

  @Test
  void theHubIsOneAndTheHostClosesIt() {
    Hub hub = injector.getInstance(Hub.class);

    assertThat(injector.getInstance(Hub.class)).isSameAs(hub);
    assertThat(crm.opened()).isEqualTo(1);
    hub.close();
    assertThat(crm.closed()).isEqualTo(1);
  }
}
