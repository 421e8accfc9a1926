package io.syncline.jdbc;

import static io.syncline.jdbc.JournalFeed.journal;
import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.operate.TrackedFlow;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub whose database is followed by a journal: it is installed through the hub, and only so. */
class TrackedHubTest {

  private final Fixture fixture = new Fixture();
  private final MemorySystem crm = new MemorySystem(SystemClock.get());
  private MemoryTable contacts;
  private Hub hub;

  @BeforeEach
  void open() {
    fixture.run("create table customer (id int primary key, name text)");
    contacts = crm.table("contacts", shape -> shape.assignedKey("key").typed("name", text()));
    hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", crm)
            .system("erp", JdbcAdapter.on(fixture.dataSource()))
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text())
                        .matchOn("name")
                        .in("crm", flow -> flow.dataset("contacts").key("key").everyFieldByName())
                        .in(
                            "erp",
                            flow ->
                                flow.dataset("customer")
                                    .key("id")
                                    .everyFieldByName()
                                    .feed(journal())))
            .build();
  }

  @AfterEach
  void close() {
    hub.close();
    fixture.close();
  }

  @Test
  void aFlowThatIsNotInstalledFailsAndSaysWhatToDo() {
    SyncReport report = hub.sync();

    assertThat(report.toString())
        .contains("must be installed, by hub.tracking() or by hand: there is no journal");
    assertThat(hub.health().toString()).contains("must be installed, by hub.tracking()");
  }

  @Test
  void onceInstalledInsertsEditsAndDeletesAreFollowedWithoutAListing() {
    hub.tracking().install();
    fixture.run("insert into customer values (1, 'Ann'), (2, 'Bea')");
    hub.sync();
    assertThat(contacts.all()).hasSize(2);

    fixture.run("update customer set name = 'Anna' where id = 1");
    fixture.run("delete from customer where id = 2");
    SyncReport report = hub.sync();

    assertThat(report.failures()).isEmpty();
    assertThat(contacts.all().values())
        .singleElement()
        .satisfies(row -> assertThat(row.get("name")).contains(Value.of("Anna")));
    assertThat(hub.sync().counts().writes()).isZero();
  }

  @Test
  void theFlowsThatNeedSomethingAreNamedWithWhatTheyNeed() {
    assertThat(hub.tracking().all())
        .extracting(TrackedFlow::toString)
        .containsExactly("customer in erp");
    assertThat(hub.tracking().flow("customer", "crm")).isEmpty();
    TrackedFlow erp = hub.tracking().flow("customer", "erp").orElseThrow();

    assertThat(erp.isInstalled()).isFalse();
    assertThat(erp.installation()).first().isEqualTo("create schema \"syncline\"");
    erp.install();
    assertThat(erp.isInstalled()).isTrue();
    assertThat(erp.installation()).isEmpty();
    assertThat(erp.removal()).last().isEqualTo("drop schema \"syncline\"");
    erp.uninstall();
    assertThat(erp.isInstalled()).isFalse();
  }

  @Test
  void unknownNamesAreRefused() {
    assertThatThrownBy(() -> hub.tracking().flow("invoice", "erp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [customer]: entity=invoice");
    assertThatThrownBy(() -> hub.tracking().flow("customer", "shop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [crm, erp]: entity=customer system=shop");
  }

  @Test
  void buildingAHubInstallsNothing() {
    assertThat(fixture.ask("select count(*) from pg_namespace where nspname = 'syncline'"))
        .isEqualTo("0");
  }
}
