package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.again;
import static io.syncline.jdbc.Fixture.createUnkeyed;
import static io.syncline.jdbc.Fixture.row;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.database.ErrorCodes;
import io.syncline.testkit.database.FaultyDataSource;
import io.syncline.testkit.database.JdbcFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapter makes of a database that fails, and what a repeat then makes good. */
class JdbcFaultsTest {

  private static final Precondition EXISTS = new Precondition.Exists();

  private final Fixture fixture = new Fixture();
  private final FaultyDataSource faulty =
      FaultyDataSource.of(fixture.dataSource(), ErrorCodes.POSTGRESQL);

  @BeforeEach
  void tickets() {
    fixture.run("create table ticket (id bigserial primary key, title text unique)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** With a ledger that is there already, and a row. */
  private Dataset opened() {
    Dataset dataset = fixture.open(JdbcAdapter.on(faulty)).dataset(DatasetSpec.of("ticket"));
    write(dataset, createUnkeyed("w0", Map.of("title", "first")));
    return dataset;
  }

  private static List<Write> creates() {
    List<Write> creates = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      creates.add(createUnkeyed("w" + i, Map.of("title", "t" + i)));
    }
    return creates;
  }

  private static List<WriteOutcome> send(Dataset dataset, List<Write> writes) {
    return dataset.writer().orElseThrow().write(writes, Fixture.LIMIT);
  }

  /** As a hub does: what may have been sent is sent again as a repeat. */
  private void assertRepeatMakesGood(Dataset dataset) {
    faulty.calm();
    List<WriteOutcome> outcomes = send(dataset, creates().stream().map(Fixture::again).toList());

    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfAny(WriteOutcome.Applied.class, WriteOutcome.Unchanged.class));
    assertThat(titles()).isEqualTo("first t1 t2 t3");
  }

  private String titles() {
    return fixture.ask("select string_agg(title, ' ' order by id) from ticket");
  }

  @ParameterizedTest
  @EnumSource(
      value = JdbcFault.class,
      mode = Mode.EXCLUDE,
      names = {"LOST_BEFORE_COMMIT", "LOST_AFTER_COMMIT", "BATCH_STOPPED"})
  void whatFailsBeforeTheCommitIsUnavailableAndDoneByARepeat(JdbcFault fault) {
    Dataset dataset = opened();
    faulty.next(fault);

    List<WriteOutcome> outcomes = send(dataset, creates());

    assertThat(faulty.struck()).isEqualTo(1);
    assertThat(outcomes)
        .hasSize(3)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Unavailable.class));
    assertThat(titles()).isEqualTo("first");
    assertRepeatMakesGood(dataset);
  }

  @ParameterizedTest
  @EnumSource(
      value = JdbcFault.class,
      names = {"LOST_BEFORE_COMMIT", "LOST_AFTER_COMMIT"})
  void whatIsLostAtTheCommitIsUnknownAndDoneOnceByARepeat(JdbcFault fault) {
    Dataset dataset = opened();
    faulty.next(fault);

    List<WriteOutcome> outcomes = send(dataset, creates());

    assertThat(outcomes)
        .hasSize(3)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class));
    assertThat(outcomes.get(0).toString()).contains("lost at commit: 08006");
    assertThat(titles())
        .isEqualTo(fault == JdbcFault.LOST_AFTER_COMMIT ? "first t1 t2 t3" : "first");
    assertRepeatMakesGood(dataset);
  }

  /** The first write of a writer also makes its ledger ready before, and purges it after. */
  @ParameterizedTest
  @EnumSource(
      value = JdbcFault.class,
      names = {"REFUSED", "LOST"})
  void whatTheFirstWriteHasDoneIsSaidToBeDoneWhateverFailsAroundIt(JdbcFault fault) {
    for (int chance = 0; chance < 20; chance++) {
      fixture.run("truncate ticket");
      Dataset dataset = fixture.open(JdbcAdapter.on(faulty)).dataset(DatasetSpec.of("ticket"));
      faulty.after(chance, fault);

      List<WriteOutcome> outcomes =
          send(dataset, List.of(createUnkeyed("w" + chance, Map.of("title", "t"))));

      faulty.calm();
      boolean done = "t".equals(titles());
      assertThat(outcomes.get(0))
          .as("done=%s, fault at chance %s", done, chance)
          .isInstanceOfAny(
              done ? WriteOutcome.Applied.class : WriteOutcome.Unavailable.class,
              WriteOutcome.Unknown.class);
    }
  }

  /** Through all statements of a write: its limits, savepoints, the rows, the ledger. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void whicheverStatementAConnectionIsLostAtNothingIsDoneTwice(int statement) {
    Dataset dataset = opened();
    faulty.after(statement, JdbcFault.LOST);

    List<WriteOutcome> outcomes = send(dataset, creates());

    boolean done = outcomes.get(0) instanceof WriteOutcome.Applied;
    assertThat(titles()).isEqualTo(done ? "first t1 t2 t3" : "first");
    assertThat(faulty.struck())
        .as("the fault struck, or there were fewer statements")
        .isLessThan(2);
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOf(
                        done ? WriteOutcome.Applied.class : WriteOutcome.Unavailable.class));
    assertRepeatMakesGood(dataset);
  }

  @Test
  void aStandByTakesNothingAndIsReadUntilItTakesWritesAgain() {
    Dataset dataset = opened();
    faulty.failOver();

    assertThat(send(dataset, creates()))
        .allSatisfy(
            outcome -> {
              assertThat(outcome).isInstanceOf(WriteOutcome.Unavailable.class);
              assertThat(outcome.toString()).contains("25006");
            });
    assertThat(Fixture.read(dataset, "1").row().get("title"))
        .isEqualTo(row(Map.of("title", "first")).get("title"));

    faulty.failBack();
    assertThat(send(dataset, creates()))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class));
  }

  @Test
  void aDeadlockInALaterTransactionLeavesTheEarlierOneDone() {
    Dataset dataset = opened();
    Write first = update("u1", "1", EXISTS, Map.of("title", "a"));
    Write second = update("u2", "1", EXISTS, Map.of("title", "b"));
    int each = statementsOf(dataset, update("u0", "1", EXISTS, Map.of("title", "z")));
    faulty.after(each, JdbcFault.DEADLOCK);

    List<WriteOutcome> outcomes = send(dataset, List.of(first, second));

    assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Unavailable.class);
    assertThat(titles()).isEqualTo("a");
    assertThat(write(dataset, again(second)).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(titles()).isEqualTo("b");
  }

  /** Counted by putting a fault ever later, until it does not strike any more. */
  private int statementsOf(Dataset dataset, Write write) {
    for (int statements = 0; ; statements++) {
      long before = faulty.struck();
      faulty.after(statements, JdbcFault.DEADLOCK);
      write(dataset, write);
      boolean struck = faulty.struck() > before;
      faulty.calm();
      if (!struck) {
        return statements;
      }
    }
  }

  @Test
  void readsEndWithWhatBecameOfThem() {
    Dataset dataset = opened();

    assertReadEnds(dataset, JdbcFault.REFUSED, AdapterException.Unreachable.class, "08001");
    assertReadEnds(dataset, JdbcFault.LOST, AdapterException.Unreachable.class, "08006");
    assertReadEnds(dataset, JdbcFault.DEADLOCK, AdapterException.Unreachable.class, "40P01");
    assertReadEnds(dataset, JdbcFault.LOCK_TIMEOUT, AdapterException.Unreachable.class, "55P03");
    assertReadEnds(dataset, JdbcFault.CANCELLED, AdapterException.DeadlineExceeded.class, "57014");
  }

  private void assertReadEnds(
      Dataset dataset, JdbcFault fault, Class<? extends Exception> as, String state) {
    faulty.next(fault);

    assertThatThrownBy(
            () ->
                dataset.pointReader().orElseThrow().read(List.of(NativeKey.of("1")), Fixture.LIMIT))
        .as(fault.toString())
        .isInstanceOf(as)
        .hasMessageContaining("ticket: " + state);

    assertThat(Fixture.read(dataset, "1").row().names()).contains("title");
  }
}
