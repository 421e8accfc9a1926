package io.syncline.jdbc;

import static io.syncline.jdbc.ExchangeFeed.exchange;
import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.model.SystemClock;
import io.syncline.operate.InboxFilter;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub and a system that is spoken with through two tables, and answers when it likes. */
class ExchangeHubTest {

  private final Fixture fixture = new Fixture();
  private final ExchangeTables erp = new ExchangeTables(fixture);
  private final MemorySystem crm = new MemorySystem(SystemClock.get());
  @TempDir private Path folder;
  private MemoryTable contacts;
  private Hub hub;

  @BeforeEach
  void open() {
    contacts =
        crm.table(
            "contacts", shape -> shape.callerKey("id").typed("name", text()).typed("city", text()));
    hub = hub();
  }

  private Hub hub() {
    return Hub.builder()
        .state(JdbcState.file(folder.resolve("state.db")))
        .system("crm", crm)
        .system("erp", JdbcAdapter.on(fixture.dataSource()))
        .entity(
            "customer",
            customer ->
                customer
                    .field("id", text())
                    .field("name", text())
                    .field("city", text())
                    .matchOn("id")
                    .in("crm", flow -> flow.dataset("contacts").key("id").everyFieldByName())
                    .in(
                        "erp",
                        flow ->
                            flow.dataset("customer")
                                .key("id")
                                .everyFieldByName()
                                .feed(exchange("customer_out").requests("customer_in"))))
        .build();
  }

  @AfterEach
  void close() {
    hub.close();
    fixture.close();
  }

  private void contact(String id, String name, String city) {
    contacts.put(id, Map.of("name", name, "city", city));
  }

  @Test
  void bothSidesAgreeOnceTheOtherHasAnswered() {
    contact("1", "Ann", "Rome");
    erp.upsert(2, "Bea", "Bonn");

    SyncReport asked = hub.sync();
    assertThat(asked.settled()).isFalse();
    assertThat(asked.counts().of("customer", "erp", Counted.ACCEPTED)).isPositive();
    assertThat(asked.counts().of("customer", "erp", Counted.UNKNOWN)).isZero();
    assertThat(hub.health().toString()).doesNotContain("failed");
    hub.sync();
    assertThat(erp.requests()).isEqualTo("I 1 Ann Rome NEW");
    erp.carryOut();

    assertThat(hub.sync().settled()).isTrue();
    assertThat(erp.customers()).isEqualTo("1 Ann Rome, 2 Bea Bonn");
    assertThat(contacts.all()).hasSize(2);
    assertThat(hub.sync().counts().writes()).isZero();
    assertThat(erp.answers()).isEqualTo("2=DONE 1=DONE");
  }

  @Test
  void whatIsEditedWhileARequestIsOpenIsAskedForAfterIt() {
    contact("1", "Ann", "Rome");
    hub.sync();
    contact("1", "Anna", "Rome");
    hub.sync();
    assertThat(erp.requests()).isEqualTo("I 1 Ann Rome NEW");
    erp.carryOut();

    hub.sync();
    erp.carryOut();

    assertThat(hub.sync().settled()).isTrue();
    assertThat(erp.customers()).isEqualTo("1 Anna Rome");
  }

  @Test
  void aHubThatBeginsAnewOnItsStateAsksAfterTheSameRequest() {
    contact("1", "Ann", "Rome");
    hub.sync();
    hub.close();
    hub = hub();

    hub.sync();
    assertThat(fixture.ask("select count(*) from customer_in")).isEqualTo("1");
    erp.carryOut();

    assertThat(hub.sync().settled()).isTrue();
    assertThat(erp.customers()).isEqualTo("1 Ann Rome");
    assertThat(contacts.all()).hasSize(1);
  }

  @Test
  void aRefusalWaitsInTheInboxWithItsReason() {
    contact("1", "Ann", "Rome");
    hub.sync();
    erp.refuse("credit limit missing");

    hub.sync();

    assertThat(hub.inbox().list(InboxFilter.all(), 10).toString()).contains("credit limit missing");
    assertThat(fixture.ask("select count(*) from customer_in")).isEqualTo("1");
  }
}
