package io.syncline.jdbc;

import static io.syncline.jdbc.ExchangeFeed.exchange;
import static io.syncline.jdbc.Fixture.again;
import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.delete;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.versionOf;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two tables between the hub and a system: each side owns its rows, and answers the other's. */
class ExchangeTest {

  private static final Precondition EXISTS = new Precondition.Exists();

  private final Fixture fixture = new Fixture();
  private final ExchangeTables erp = new ExchangeTables(fixture);

  @AfterEach
  void close() {
    fixture.close();
  }

  private Dataset dataset() {
    return fixture.polled("customer", exchange("customer_out").requests("customer_in"));
  }

  private ChangeFeed feed() {
    return dataset().changeFeed().orElseThrow();
  }

  private static List<String> keys(ChangePage page) {
    return page.changes().stream().map(each -> each.key().toString()).toList();
  }

  // Outbound

  @Test
  void rowsAreAnsweredOnceTheHubHasStoredWhatTheyTell() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    erp.upsert(1, "Ann", "Rome");
    erp.upsert(2, "Bea", "Bonn");

    ChangePage first = feed.poll(cursor, rows(10));
    assertThat(keys(first)).containsExactly("1", "2");
    assertThat(erp.answers()).isEqualTo("1=NEW 2=NEW");

    assertThat(feed.poll(first.next(), rows(10)).changes()).isEmpty();
    assertThat(erp.answers()).isEqualTo("1=DONE 2=DONE");
  }

  @Test
  void whatWasNotStoredIsToldAgain() {
    Cursor cursor = feed().latest();
    erp.upsert(1, "Ann", "Rome");

    feed().poll(cursor, rows(10));

    assertThat(keys(feed().poll(cursor, rows(10)))).containsExactly("1");
  }

  @Test
  void rowsThatAreCommittedLateAreFound() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection late =
        fixture.begin("insert into customer values (1, 'late', '')", ExchangeTables.told(1))) {
      erp.upsert(2, "early", "");
      ChangePage first = feed.poll(cursor, rows(10));
      ChangePage second = feed.poll(first.next(), rows(10));
      late.commit();

      assertThat(keys(first)).containsExactly("2");
      assertThat(keys(feed.poll(second.next(), rows(10)))).containsExactly("1");
    }
  }

  @Test
  void recordsAreShownAsTheyAreNowAndEachOnce() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    erp.upsert(1, "Ann", "Rome");
    erp.upsert(1, "Anna", "Rome");
    erp.upsert(2, "Bea", "Bonn");
    erp.delete(2);

    List<Change> changes = feed.poll(cursor, rows(10)).changes();

    assertThat(changes).hasSize(2);
    assertThat(changes.get(0)).asString().contains("Anna");
    assertThat(changes.get(1))
        .isEqualTo(new Change.Deleted(NativeKey.of("2"), Optional.empty(), Optional.empty()));
  }

  @Test
  void aRowThatNamesNoRecordIsAnsweredWithTheReasonAndKeepsNothingBack() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer_out (id) values (null)");
    erp.upsert(1, "Ann", "Rome");

    ChangePage first = feed.poll(cursor, rows(1));
    ChangePage second = feed.poll(first.next(), rows(1));

    assertThat(first.changes()).isEmpty();
    assertThat(first.more()).isTrue();
    assertThat(keys(second)).containsExactly("1");
    assertThat(fixture.ask("select state || ': ' || message from customer_out where id is null"))
        .isEqualTo("ERROR: must name a record: key=[null]");
  }

  @Test
  void stateThatIsOlderThanTheAnswersIsFoundOut() {
    ChangeFeed feed = feed();
    Cursor old = feed.latest();
    erp.upsert(1, "Ann", "Rome");
    ChangePage page = feed.poll(old, rows(10));
    feed.poll(page.next(), rows(10));

    assertThatThrownBy(() -> feed.poll(old, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessageContaining("rows behind the cursor were answered already");
  }

  @Test
  void whatIsOpenAtTheBeginningIsAnsweredAndNotTold() {
    erp.upsert(1, "Ann", "Rome");
    ChangeFeed feed = feed();

    ChangePage page = feed.poll(feed.latest(), rows(10));

    assertThat(page.changes()).isEmpty();
    assertThat(erp.answers()).isEqualTo("1=DONE");
  }

  // Inbound

  @Test
  void aRequestIsAcceptedUntilItIsAnsweredAndIsMadeOnce() {
    Write create = creation("w1", "1", Map.of("name", "Ann", "city", "Rome"));
    Dataset dataset = dataset();

    assertThat(write(dataset, create).get(0)).isInstanceOf(WriteOutcome.Accepted.class);
    assertThat(write(dataset, again(create)).get(0)).isInstanceOf(WriteOutcome.Accepted.class);
    assertThat(erp.requests()).isEqualTo("I 1 Ann Rome NEW");
    assertThat(erp.customers()).isEqualTo("null");
    erp.carryOut();

    assertThat(write(dataset, again(create)))
        .containsExactly(
            new WriteOutcome.Applied(NativeKey.of("1"), Optional.empty(), Optional.empty()));
    assertThat(erp.customers()).isEqualTo("1 Ann Rome");
  }

  @Test
  void requestsHoldWholeRecords() {
    erp.upsert(1, "Ann", "Rome");
    erp.upsert(2, "Bea", "Bonn");
    Dataset dataset = dataset();

    write(
        dataset,
        update("w1", "1", versionOf(dataset, "1"), Map.of("name", "Anna")),
        delete("w2", "2", EXISTS));

    assertThat(erp.requests()).isEqualTo("U 1 Anna Rome NEW, D 2 NEW");
  }

  @Test
  void aRefusalIsToldWithItsReason() {
    Dataset dataset = dataset();
    Write create = creation("w1", "1", Map.of("name", "Ann"));
    write(dataset, create);
    erp.refuse("credit limit missing");

    assertThat(write(dataset, again(create)))
        .containsExactly(new WriteOutcome.Rejected("refused", "credit limit missing", List.of()));
  }

  @Test
  void nothingIsRequestedWhereTheRecordIsAnotherByNow() {
    erp.upsert(1, "Ann", "Rome");
    Dataset dataset = dataset();
    Precondition before = versionOf(dataset, "1");
    erp.upsert(1, "Anna", "Rome");

    List<WriteOutcome> outcomes =
        write(
            dataset,
            update("w1", "1", before, Map.of("name", "Annette")),
            update("w2", "7", EXISTS, Map.of("name", "nobody")),
            creation("w3", "1", Map.of("name", "Ann")));

    assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(outcomes.get(2)).isInstanceOf(WriteOutcome.Duplicate.class);
    assertThat(erp.requests()).isEqualTo("null");
  }

  @Test
  void aRequestThatTheTableRefusesIsRejectedAloneAndTheOthersAreMade() {
    fixture.run("alter table customer_in add constraint real_city check (city <> 'nowhere')");
    Dataset dataset = dataset();

    List<WriteOutcome> outcomes =
        write(
            dataset,
            creation("w1", "1", Map.of("name", "Ann", "city", "Rome")),
            creation("w2", "2", Map.of("name", "Bea", "city", "nowhere")),
            creation("w3", "3", Map.of("name", "Cid", "city", "Bonn")));

    assertThat(outcomes.get(1))
        .isInstanceOf(WriteOutcome.Rejected.class)
        .asString()
        .contains("real_city");
    assertThat(erp.requests()).isEqualTo("I 1 Ann Rome NEW, I 3 Cid Bonn NEW");
  }

  // Settings

  @Test
  void otherNamesAndWordsAreGiven() {
    fixture.run(
        "alter table customer_out rename column number to seq",
        "alter table customer_out rename column state to flag",
        "alter table customer_in rename column state to flag",
        "alter table customer_in rename column request to ext_id",
        "alter table customer_out alter column flag set default '0'");
    DatasetOptions words =
        exchange("public.customer_out")
            .requests("public.customer_in")
            .column("number", "seq")
            .column("state", "flag")
            .column("request", "ext_id")
            .states("0", "1", "9")
            .operations("create", "change", "remove");
    Dataset dataset = fixture.polled("customer", words);
    ChangeFeed feed = dataset.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    erp.upsert(1, "Ann", "Rome");

    assertThat(keys(feed.poll(feed.poll(cursor, rows(10)).next(), rows(10)))).isEmpty();
    assertThat(fixture.ask("select flag from customer_out")).isEqualTo("1");
    write(dataset, delete("w1", "1", EXISTS));
    assertThat(fixture.ask("select concat_ws(' ', ext_id, operation, flag, id) from customer_in"))
        .isEqualTo("w1 remove 0 1");
  }

  @Test
  void whatIsMissingIsNamed() {
    fixture.run("alter table customer_in drop column operation");

    assertThatThrownBy(this::dataset)
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("options.feed.inbound")
        .hasMessageContaining("must have the columns [operation]: value=public.customer_in");
    assertThatThrownBy(() -> fixture.polled("customer", exchange("nothing")))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("must be a table that can be seen: value=nothing");
    assertThatThrownBy(
            () -> fixture.polled("customer", exchange("customer_out").states("A", "A", "")))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("must be three different words such as NEW,DONE,ERROR: value=A,A,");
  }

  @Test
  void fieldsThatTheTableForRequestsLacksAreReadOnly() {
    fixture.run("alter table customer_in drop column city");
    Dataset dataset = dataset();

    assertThat(dataset.schemaReader().orElseThrow().describe(Fixture.LIMIT).fields())
        .filteredOn(DatasetSchema.NativeField::readOnly)
        .extracting(DatasetSchema.NativeField::name)
        .containsExactly("city");
    assertThat(write(dataset, creation("w1", "1", Map.of("name", "Ann", "city", "Rome"))))
        .singleElement()
        .asString()
        .contains("Rejected")
        .contains("city")
        .contains("is no column of public.customer_in");
    write(dataset, creation("w2", "2", Map.of("name", "Bea")));
    assertThat(fixture.ask("select name from customer_in")).isEqualTo("Bea");
  }

  @Test
  void withoutATableForRequestsNothingIsWritten() {
    Dataset dataset = fixture.polled("customer", exchange("customer_out"));

    assertThat(dataset.writer()).isEmpty();
    assertThat(dataset.capabilities().writes()).isEmpty();
  }

  @Test
  void anAccountNeedsNoRightToWriteTheTableItself() {
    String account = "reader_" + fixture.database.name();
    fixture.run(
        "create role " + account + " login password 'secret'",
        "grant select on customer to " + account,
        "grant select, update on customer_out to " + account,
        "grant select on customer_in to " + account);
    try (Adapter adapter = JdbcAdapter.on(fixture.as(account, "secret")).open(Fixture.CONTEXT)) {
      DatasetSpec spec =
          DatasetSpec.of("customer")
              .withOptions(exchange("customer_out").requests("customer_in").options());
      adapter.dataset(spec);
      assertThat(failed(adapter)).containsExactly("rights on public.customer_in: missing: INSERT");

      fixture.run("grant insert on customer_in to " + account);
      assertThat(failed(adapter)).isEmpty();
      assertThat(write(adapter.dataset(spec), creation("w1", "1", Map.of("name", "Ann"))).get(0))
          .isInstanceOf(WriteOutcome.Accepted.class);
    } finally {
      fixture.run("drop owned by " + account, "drop role " + account);
    }
  }

  private static List<String> failed(Adapter adapter) {
    return adapter.probe(Adapter.Probe.DEEP, Fixture.LIMIT).checks().stream()
        .filter(each -> !each.good() && each.name().startsWith("rights"))
        .map(each -> each.name() + ": " + each.detail())
        .toList();
  }
}
