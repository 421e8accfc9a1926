package io.syncline.diff;

import static io.syncline.diff.Contacts.SCHEMA;
import static io.syncline.diff.Contacts.contact;
import static io.syncline.diff.Contacts.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.RowSource.Order;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How diffs end: what is told, what is closed. Each way, with and without reading ahead. */
class DiffLifecycleTest {

  private static final int ROWS = 2_000;
  private static final String WAYS =
      """
      SORTED   | 0
      SORTED   | 2
      UNSORTED | 0
      """;

  private final FakeSide left = FakeSide.of("left side", SCHEMA, many(ROWS));
  private final FakeSide right = FakeSide.of("right side", SCHEMA, renamed());

  private static List<Row> renamed() {
    List<Row> rows = new ArrayList<>(many(ROWS));
    rows.replaceAll(
        row -> row.with(Row.of("name", Value.of("other " + row.get("id").orElseThrow()))));
    return rows;
  }

  private static DiffLimits limits(int slabsAhead) {
    return DiffLimits.defaults().withSlabBytes(4096).withSlabsAhead(slabsAhead);
  }

  private RowDiff diff(Order order, int slabsAhead) {
    RowDiff diff = Diff.between(left, right).limits(limits(slabsAhead));
    return order == Order.SORTED ? diff : diff.unsorted();
  }

  @AfterEach
  void whatWasOpenedIsClosed() {
    assertThat(left.isClosed()).isTrue();
    assertThat(right.isClosed()).isTrue();
    assertThat(Thread.interrupted()).as("no interrupt is left over").isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void progressCountsTheRowsOfEachSide(Order order, int slabsAhead) {
    Map<Side, Long> last = new EnumMap<>(Side.class);
    AtomicInteger told = new AtomicInteger();

    DiffSummary summary =
        diff(order, slabsAhead)
            .onProgress(
                (side, rows) -> {
                  told.incrementAndGet();
                  assertThat(rows).isGreaterThanOrEqualTo(last.getOrDefault(side, 0L));
                  last.put(side, rows);
                })
            .counts();

    assertThat(last).containsOnly(Map.entry(Side.LEFT, 2_000L), Map.entry(Side.RIGHT, 2_000L));
    assertThat(told.get()).isGreaterThan(10);
    assertThat(summary.leftRows()).isEqualTo(ROWS);
    assertThat(summary.rightRows()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void cancellingFromAnotherThreadEndsTheDiffWithinAPiece(Order order, int slabsAhead)
      throws InterruptedException {
    Cancellation cancellation = new Cancellation();
    AtomicInteger toldAfter = new AtomicInteger();
    RowDiff diff =
        diff(order, slabsAhead)
            .cancelledBy(cancellation)
            .onProgress(
                (side, rows) -> {
                  if (cancellation.isCancelled()) {
                    toldAfter.incrementAndGet();
                  } else if (rows > 100) {
                    cancelElsewhere(cancellation);
                  }
                });

    assertThatThrownBy(diff::counts)
        .isInstanceOf(DiffCancelled.class)
        .hasMessage("the diff was cancelled");
    assertThat(toldAfter).hasValue(0);
  }

  private static void cancelElsewhere(Cancellation cancellation) {
    Thread other = new Thread(cancellation::cancel);
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void anInterruptEndsTheDiffAndStaysSet(Order order, int slabsAhead) {
    RowDiff diff =
        diff(order, slabsAhead)
            .onProgress(
                (side, rows) -> {
                  if (rows > 100) {
                    Thread.currentThread().interrupt();
                  }
                });

    assertThatThrownBy(diff::counts).isInstanceOf(DiffCancelled.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void aDiffThatWasCancelledBeforeOpensNothing(Order order, int slabsAhead) {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    RowDiff diff = diff(order, slabsAhead).cancelledBy(cancellation);

    assertThatThrownBy(diff::counts).isInstanceOf(DiffCancelled.class);
    assertThat(left.opened()).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void theFirstSideIsClosedWhereTheSecondDoesNotOpen(Order order, int slabsAhead) {
    right.refusingToOpen();
    RowDiff diff = diff(order, slabsAhead);

    assertThatThrownBy(diff::counts)
        .isInstanceOf(DiffException.class)
        .hasMessage("cannot open right side");
    assertThat(left.opened()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void whatTheConsumerThrowsReachesTheCaller(Order order, int slabsAhead) {
    RuntimeException broken = new IllegalStateException("the consumer is full");
    RowDiff diff = diff(order, slabsAhead);

    assertThatThrownBy(
            () ->
                diff.forEach(
                    delta -> {
                      throw broken;
                    }))
        .isSameAs(broken);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void whatReadingThrowsEndsTheDiff(Order order, int slabsAhead) {
    right.beforeRead(
        () -> {
          throw new DiffException("the connection is gone");
        });
    RowDiff diff = diff(order, slabsAhead);

    assertThatThrownBy(diff::counts)
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("the connection is gone");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WAYS)
  void aKeyTwiceIsAnErrorThatNamesSideAndKey(Order order, int slabsAhead) {
    List<Row> rows = many(10);
    rows.add(4, contact(4, "again", "x"));
    RowDiff diff =
        Diff.between(left, FakeSide.of("right side", SCHEMA, rows)).limits(limits(slabsAhead));

    assertThatThrownBy(order == Order.SORTED ? diff::counts : diff.unsorted()::counts)
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("right")
        .hasMessageContaining("4");
  }
}
