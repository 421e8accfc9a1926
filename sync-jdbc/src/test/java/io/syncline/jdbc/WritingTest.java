package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.again;
import static io.syncline.jdbc.Fixture.createUnkeyed;
import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.delete;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.row;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.versionOf;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritingTest {

  private static final Precondition EXISTS = new Precondition.Exists();

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void customers() {
    fixture.run(
        "create table country (code char(2) primary key)",
        "insert into country values ('DE')",
        "create table customer (id int primary key, name varchar(10) not null, email text unique,"
            + " age int constraint grown check (age >= 18), country char(2) references country,"
            + " balance numeric(6,2))",
        "create table ticket (id bigserial primary key, title text)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Dataset customers2() {
    return fixture.dataset("customer");
  }

  @Test
  void aWriteIsAppliedWithItsVersionAndWhatIsShown() {
    Dataset customers = customers2();

    var created =
        (WriteOutcome.Applied) write(customers, creation("w1", "1", Map.of("name", "Ada"))).get(0);
    var updated =
        (WriteOutcome.Applied)
            write(
                    customers,
                    update(
                        "w2",
                        "1",
                        new Precondition.VersionIs(created.version().orElseThrow()),
                        Map.of("balance", Value.of(new BigDecimal("1.005")))))
                .get(0);

    assertThat(updated.version()).isEqualTo(read(customers, "1").version());
    assertThat(updated.shown()).contains(read(customers, "1").row());
    assertThat(updated.shown().orElseThrow().get("balance"))
        .contains(Value.of(new BigDecimal("1.01")));
    assertThat(updated.shown().orElseThrow().get("name")).contains(Value.of("Ada"));
  }

  @Test
  void anUpdateToAValueThatAnotherRowHasNamesThatRow() {
    Dataset customers = customers2();
    write(
        customers,
        creation("w1", "1", Map.of("name", "Ann", "email", "a@b")),
        creation("w2", "2", Map.of("name", "Bob", "email", "c@d")));

    List<WriteOutcome> outcomes =
        write(
            customers,
            update("w3", "2", EXISTS, Map.of("email", "a@b")),
            update("w4", "1", EXISTS, Map.of("name", "Anna")));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            WriteOutcome.Duplicate.class,
            duplicate -> assertThat(duplicate.key()).contains(NativeKey.of("1")));
    assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Applied.class);
  }

  @Test
  void aMixedBatchIsolates() {
    Dataset customers = customers2();
    write(customers, creation("w0", "9", Map.of("name", "old", "email", "a@b")));

    List<WriteOutcome> outcomes =
        write(
            customers,
            creation("w1", "1", Map.of("name", "good")),
            creation("w2", "2", Map.of("name", "too long a name")),
            creation("w3", "3", Map.of("name", "young", "age", 3)),
            creation("w4", "4", Map.of("name", "moved", "country", "XX")),
            creation("w5", "9", Map.of("name", "there")),
            creation("w6", "6", Map.of("name", "twin", "email", "a@b")),
            creation("w7", "7", Map.of("email", "c@d")),
            creation("w8", "8", Map.of("name", "nul\0")),
            creation(
                "w9", "10", Map.of("name", "rich", "balance", Value.of(new BigDecimal("99999")))),
            update("w10", "77", EXISTS, Map.of("name", "none")),
            creation("w11", "11", Map.of("name", "fine", "nosuch", "x")),
            creation("w12", "12", Map.of("name", "good")));

    assertThat(outcomes).hasSize(12);
    assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(outcomes.get(1))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "22001",
                "name must be at most 10 characters: length=15",
                List.of(
                    new WriteOutcome.FieldError(
                        "name", "must be at most 10 characters: length=15"))));
    assertThat(outcomes.get(2))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("23514");
              assertThat(rejected.message()).contains("(constraint grown)");
              assertThat(rejected.errors().get(0).field()).isEqualTo("age");
            });
    assertThat(outcomes.get(3)).isInstanceOf(WriteOutcome.Blocked.class);
    assertThat(outcomes.get(4))
        .isInstanceOfSatisfying(
            WriteOutcome.Duplicate.class,
            duplicate -> assertThat(duplicate.key()).contains(NativeKey.of("9")));
    assertThat(outcomes.get(5))
        .isInstanceOfSatisfying(
            WriteOutcome.Duplicate.class,
            duplicate -> {
              assertThat(duplicate.key()).isEmpty();
              assertThat(duplicate.reason()).contains("customer_email_key");
            });
    assertThat(outcomes.get(6))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected -> assertThat(rejected.errors().get(0).field()).isEqualTo("name"));
    assertThat(outcomes.get(7)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(outcomes.get(8)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(outcomes.get(9)).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(outcomes.get(10)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(outcomes.get(11)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(fixture.ask("select string_agg(id::text, ',' order by id) from customer"))
        .isEqualTo("1,9,12");
  }

  @Test
  void ofTwoConcurrentConditionalWritersExactlyOneWins() throws Exception {
    Dataset one = customers2();
    Dataset two = customers2();
    write(one, creation("w0", "1", Map.of("name", "start")));
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 20; round++) {
        Precondition same = versionOf(one, "1");
        String id = "r" + round;
        List<Callable<WriteOutcome>> both =
            List.of(
                () -> write(one, update(id + "a", "1", same, Map.of("name", id + "a"))).get(0),
                () -> write(two, update(id + "b", "1", same, Map.of("name", id + "b"))).get(0));
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (var future : pool.invokeAll(both)) {
          outcomes.add(future.get());
        }
        assertThat(outcomes).filteredOn(WriteOutcome.Applied.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(WriteOutcome.Stale.class::isInstance).hasSize(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aStaleWriteChangesNothingAndShowsWhatIsThere() {
    Dataset customers = customers2();
    write(customers, creation("w0", "1", Map.of("name", "old")));
    Precondition before = versionOf(customers, "1");
    fixture.run("update customer set name = 'new'");

    List<WriteOutcome> outcomes =
        write(
            customers,
            update("w1", "1", before, Map.of("name", "mine")),
            update(
                "w2",
                "1",
                new Precondition.FieldsAre(row(Map.of("name", "old"))),
                Map.of("age", 20)),
            delete("w3", "1", before));

    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(((WriteOutcome.Stale) outcome).current())
                    .contains(read(customers, "1")));
    assertThat(fixture.ask("select name from customer")).isEqualTo("new");
  }

  @Test
  void oldValuesServeAsPreconditionNullIncluded() {
    Dataset customers = customers2();
    write(customers, creation("w0", "1", Map.of("name", "a")));

    Precondition shown = new Precondition.FieldsAre(row(Map.of("name", "a", "age", Value.NULL)));
    WriteOutcome outcome = write(customers, update("w1", "1", shown, Map.of("age", 30))).get(0);

    assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(write(customers, update("w2", "1", shown, Map.of("age", 31))).get(0))
        .isInstanceOf(WriteOutcome.Stale.class);
  }

  @Test
  void absentFieldsStayAndNullClears() {
    Dataset customers = customers2();
    write(customers, creation("w0", "1", Map.of("name", "a", "email", "e", "age", 20)));

    write(customers, update("w1", "1", EXISTS, Map.of("email", Value.NULL)));

    assertThat(read(customers, "1").row().get("email")).contains(Value.NULL);
    assertThat(read(customers, "1").row().get("age")).contains(Value.of(20));
  }

  @Test
  void aRepeatedCreateWhoseKeyTheDatabaseGivesHasOneEffect() {
    Dataset tickets = fixture.dataset("ticket");
    Write create = createUnkeyed("w1", Map.of("title", "x"));

    var first = (WriteOutcome.Applied) write(tickets, create).get(0);
    var second = (WriteOutcome.Applied) write(opened("ticket"), again(create)).get(0);

    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.version()).isEqualTo(first.version());
    assertThat(fixture.ask("select count(*) from ticket")).isEqualTo("1");
  }

  private Dataset opened(String table) {
    return fixture.dataset(table);
  }

  @Test
  void keysThatTheDatabaseGivesComeBackInOrder() {
    Dataset tickets = fixture.dataset("ticket");
    Write[] writes = new Write[500];
    for (int i = 0; i < writes.length; i++) {
      writes[i] = createUnkeyed("w" + i, Map.of("title", "t" + i));
    }

    List<WriteOutcome> outcomes = write(tickets, writes);

    for (int i = 0; i < writes.length; i += 71) {
      NativeKey key = ((WriteOutcome.Applied) outcomes.get(i)).key();
      assertThat(read(tickets, key.toString()).row().get("title")).contains(Value.of("t" + i));
    }
  }

  @Test
  void aRepeatWhoseFirstSendingNeverArrivedIsDone() {
    Dataset tickets = fixture.dataset("ticket");

    WriteOutcome outcome = write(tickets, again(createUnkeyed("w1", Map.of("title", "x")))).get(0);

    assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(fixture.ask("select id || ' ' || key from syncline_write")).isEqualTo("w1 1");
  }

  @Test
  void aRepeatedUpdateOrDeleteFindsItsOwnEntry() {
    Dataset customers = customers2();
    write(customers, creation("w0", "1", Map.of("name", "a")));
    Write update = update("w1", "1", versionOf(customers, "1"), Map.of("name", "b"));
    write(customers, update);
    fixture.run("update customer set name = 'c'");

    assertThat(write(customers, again(update)).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(fixture.ask("select name from customer")).isEqualTo("c");
    Write delete = delete("w2", "1", versionOf(customers, "1"));
    assertThat(write(customers, delete).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(write(customers, again(delete)).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(write(customers, delete("w3", "1", EXISTS)).get(0))
        .isInstanceOf(WriteOutcome.Missing.class);
  }

  @Test
  void withoutALedgerARepeatThatFindsItsOwnResultIsUnchanged() {
    Dataset tickets = bare("ticket");
    Dataset customers = bare("customer");
    Write create = createUnkeyed("w1", Map.of("title", "x"));
    Write keyed = creation("w2", "1", Map.of("name", "a"));
    write(tickets, create);
    write(customers, keyed);
    Write update = update("w3", "1", versionOf(customers, "1"), Map.of("name", "b"));
    write(customers, update);

    assertThat(write(tickets, again(create)).get(0)).isInstanceOf(WriteOutcome.Unchanged.class);
    assertThat(write(customers, again(update)).get(0)).isInstanceOf(WriteOutcome.Unchanged.class);
    assertThat(write(customers, update).get(0)).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(write(customers, keyed).get(0)).isInstanceOf(WriteOutcome.Duplicate.class);
    assertThat(fixture.ask("select count(*) from ticket")).isEqualTo("1");
    assertThat(fixture.ask("select to_regclass('syncline_write')")).isEqualTo("null");
  }

  private Dataset bare(String table) {
    return fixture
        .open(JdbcAdapter.on(fixture.dataSource()).withoutWriteLedger())
        .dataset(DatasetSpec.of(table));
  }

  @Test
  void aRecordWrittenTwiceInABatchIsWrittenInOrder() {
    Dataset customers = customers2();

    List<WriteOutcome> outcomes =
        write(
            customers,
            creation("w0", "1", Map.of("name", "a")),
            update("w1", "1", EXISTS, Map.of("name", "b")),
            update("w2", "1", EXISTS, Map.of("name", "c")));

    assertThat(outcomes).hasOnlyElementsOfType(WriteOutcome.Applied.class);
    assertThat(read(customers, "1").row().get("name")).contains(Value.of("c"));
    assertThat(outcomes.stream().map(each -> ((WriteOutcome.Applied) each).version()).distinct())
        .hasSize(3);
  }

  @Test
  void noWriteGivesNoOutcomeAndMoreThanATransactionHoldsAreAllDone() {
    Dataset customers = customers2();
    assertThat(write(customers)).isEmpty();
    int count = customers.capabilities().maxBatchRows() + 1;
    Write[] writes = new Write[count];
    for (int i = 0; i < count; i++) {
      writes[i] = creation("w" + i, "" + (i + 1), Map.of("name", "n" + i));
    }

    assertThat(write(customers, writes))
        .hasSize(count)
        .hasOnlyElementsOfType(WriteOutcome.Applied.class);
    assertThat(fixture.ask("select count(*) from syncline_write")).isEqualTo("" + count);
  }

  @Test
  void whatATriggerMadeOfItIsShown() {
    fixture.run(
        "create function shout() returns trigger language plpgsql as $$ begin"
            + " update ticket set title = upper(title) where id = new.id"
            + " and title <> upper(title); return null; end $$",
        "create trigger shout after insert on ticket for each row execute function shout()");
    Dataset tickets = fixture.dataset("ticket");

    var applied =
        (WriteOutcome.Applied) write(tickets, createUnkeyed("w1", Map.of("title", "x"))).get(0);

    assertThat(applied.shown().orElseThrow().get("title")).contains(Value.of("X"));
    assertThat(applied.version()).isEqualTo(read(tickets, applied.key().toString()).version());
  }

  @Test
  void aLockedRowIsUnavailableWhenTimeIsUp() throws SQLException {
    Dataset customers = customers2();
    write(customers, creation("w0", "1", Map.of("name", "a")));
    try (Connection held = fixture.begin("update customer set name = 'held'")) {
      List<WriteOutcome> outcomes =
          customers
              .writer()
              .orElseThrow()
              .write(
                  List.of(update("w1", "1", EXISTS, Map.of("name", "b"))), Duration.ofMillis(600));

      assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Unavailable.class);
      held.rollback();
    }
    assertThat(fixture.ask("select name from customer")).isEqualTo("a");
  }

  @Test
  void aConnectionLostBeforeTheCommitIsUnavailable() throws Exception {
    Dataset customers = customers2();
    write(customers, creation("w0", "1", Map.of("name", "a")));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection held = fixture.begin("update customer set name = 'held'")) {
      var outcome =
          pool.submit(() -> write(customers, update("w1", "1", EXISTS, Map.of("name", "b"))));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  !fixture
                      .ask(
                          "select count(pg_terminate_backend(pid)) from pg_stat_activity where"
                              + " wait_event_type = 'Lock' and datname = current_database()")
                      .equals("0"));

      assertThat(outcome.get().get(0)).isInstanceOf(WriteOutcome.Unavailable.class);
      held.rollback();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aConnectionLostDuringTheCommitIsUnknownAndARepeatTellsWhatHappened() throws Exception {
    write(fixture.dataset("ticket"), createUnkeyed("w0", Map.of("title", "makes the ledger")));
    fixture.run(
        "delete from ticket",
        "create function wait_at_commit() returns trigger language plpgsql as $$ begin"
            + " perform pg_advisory_xact_lock_shared(42); return null; end $$",
        "create constraint trigger late after insert on syncline_write initially deferred"
            + " for each row execute function wait_at_commit()");
    Dataset tickets = fixture.dataset("ticket");
    Write create = createUnkeyed("w1", Map.of("title", "x"));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection held = fixture.begin("select pg_advisory_xact_lock(42)")) {
      var outcome = pool.submit(() -> write(tickets, create));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  !fixture
                      .ask(
                          "select count(pg_terminate_backend(pid)) from pg_stat_activity where"
                              + " wait_event = 'advisory' and datname = current_database()")
                      .equals("0"));

      assertThat(outcome.get().get(0)).isInstanceOf(WriteOutcome.Unknown.class);
      held.rollback();
    } finally {
      pool.shutdownNow();
    }
    assertThat(write(fixture.dataset("ticket"), again(create)).get(0))
        .isInstanceOf(WriteOutcome.Applied.class);
    assertThat(fixture.ask("select count(*) from ticket")).isEqualTo("1");
  }

  @Test
  void ordersOfMagnitudeAreHandledByAHandfulOfStatements() {
    Dataset customers = customers2();
    Write[] writes = new Write[5_000];
    for (int i = 0; i < writes.length; i++) {
      writes[i] = creation("w" + i, "" + i, Map.of("name", "n" + i, "email", "e" + i, "age", 20));
    }

    long begun = System.nanoTime();
    assertThat(write(customers, writes)).hasOnlyElementsOfType(WriteOutcome.Applied.class);
    long millis = (System.nanoTime() - begun) / 1_000_000;

    assertThat(millis).isLessThan(10_000);
    System.out.println("5,000 creates in " + millis + " ms");
  }
}
