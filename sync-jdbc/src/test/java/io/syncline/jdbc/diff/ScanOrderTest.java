package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.diff.Diff;
import io.syncline.diff.RowDiff;
import io.syncline.diff.range.DigestedRows;
import io.syncline.diff.range.KeptBase;
import io.syncline.diff.range.KeptRanges;
import io.syncline.diff.range.SideBase;
import io.syncline.diff.range.Way;
import io.syncline.jdbc.diff.Side.Kind;
import io.syncline.packed.PackedSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of PostgreSQL that are read as their rows lie. */
class ScanOrderTest {

  private static final String CUSTOMERS =
      "create table customer (id bigint primary key, name text, balance numeric(12,2)); insert into"
          + " customer select n, 'Customer ' || n, n / 100.0 from generate_series(1, 150000) n;"
          + " update customer set name = name where id % 50 = 3";

  /** Every ninth balance but of the 17 rows that are gone, 150 gone, 101 new. */
  private static final int CHANGED = 16_666 - 17 + 150 + 101;

  private static Side left;
  private static Side right;

  /** On the left every fiftieth row lies at the end, on the right every ninth, too. */
  @BeforeAll
  static void fill() {
    left = Side.of(Kind.POSTGRESQL);
    right = Side.of(Kind.POSTGRESQL);
    left.run(CUSTOMERS, "analyze customer");
    right.run(
        CUSTOMERS,
        "update customer set balance = balance + 1 where id % 9 = 0",
        "delete from customer where id % 1000 = 7",
        "insert into customer select n, 'new', null from generate_series(170000, 170099) n",
        "insert into customer values (-5, 'before all', 0)",
        "analyze customer");
  }

  @AfterAll
  static void close() {
    left.close();
    right.close();
  }

  @Test
  void theOrderInWhichRowsLieChangesNothingOfWhatIsFound() {
    List<String> inOrder = found(diff().by(Way.FULL_MERGE));

    assertThat(inOrder).hasSize(CHANGED);
    for (Way way : List.of(Way.SCAN_ORDER, Way.ROW_DIGESTS)) {
      assertThat(found(diff().by(way))).as("%s", way).containsExactlyInAnyOrderElementsOf(inOrder);
    }
    assertThat(found(diff().against(kept()).by(Way.KEPT_BASE)))
        .containsExactlyInAnyOrderElementsOf(inOrder);
  }

  @Test
  void ofLargeTablesThatLieInOrderItIsThePlannersChoice() {
    RowDiff diff = Diff.between(left.source("customer"), left.source("customer"));

    assertThat(diff.explain())
        .contains("merge in scan order", "records lie nearly in the order of their keys");
    assertThat(diff.counts().way().name()).isEqualTo("merge in scan order");
    assertThat(diff.counts().way().reason()).contains("out of order were");
  }

  @Test
  void theDatabaseTellsHowWellRowsLieInOrder() {
    assertThat(correlation("customer")).isCloseTo(0.97, within(0.03));
  }

  @Test
  void aTableOfManyKeysOrNoStatisticsIsNotTakenToLieInOrder() {
    left.run(
        "create table line (id int, number int, primary key (id, number))",
        "insert into line select n, 1 from generate_series(1, 100) n",
        "analyze line",
        "create table fresh (id int primary key)");

    assertThat(correlation("line")).isZero();
    assertThat(correlation("fresh")).isZero();
  }

  @Test
  void whereAKeyMayBeThereTwiceRowsAreReadInOrder() {
    left.run(
        "create view seen as select * from customer",
        "create table parent (id int primary key)",
        "create table child () inherits (parent)");
    TableSource seen = left.source("seen").keyedBy("id");

    assertThat(seen.scanned()).isEmpty();
    assertThat(left.source("parent").scanned()).isEmpty();
    assertThat(left.source("customer").keyedBy("name").scanned()).isEmpty();
    assertThatThrownBy(() -> Diff.between(seen, seen).by(Way.SCAN_ORDER).counts())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("way=SCAN_ORDER");
  }

  @Test
  void whereKeysAreComparedMoreCoarselyThanTheyAreRowsAreReadInOrder() {
    left.run(
        "create table moment (at timestamptz primary key, n int)",
        "insert into moment select timestamptz '2026-01-01 00:00:00Z' + n * interval '1 ms', n"
            + " from generate_series(1, 10) n",
        "analyze moment");
    TableSource moment = left.source("moment");

    assertThat(Diff.between(moment, moment).by(Way.SCAN_ORDER).counts().changes()).isZero();
    assertThatThrownBy(
            () -> Diff.between(moment, moment).fraction("at", 0).by(Way.SCAN_ORDER).counts())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("way=SCAN_ORDER");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
  void otherDatabasesKeepTheirRowsByKey(Kind kind) {
    try (Side side = Side.of(kind)) {
      side.run("create table t (id int primary key)");

      assertThat(side.source("t").scanned()).isEmpty();
    }
  }

  private static double correlation(String table) {
    return left.source(table).scanned().orElseThrow().correlation();
  }

  private static RowDiff diff() {
    return Diff.between(left.source("customer"), right.source("customer"));
  }

  private static SideBase kept() {
    TableSource side = left.source("customer");
    PackedSchema schema = diff().schema();
    try (DigestedRows rows = new DigestedRows(schema, side.open(schema))) {
      return new SideBase(
          io.syncline.diff.Side.LEFT, KeptBase.of("kept", KeptRanges.of(schema, rows)));
    }
  }

  private static List<String> found(RowDiff diff) {
    List<String> found = new ArrayList<>();
    diff.forEach(delta -> found.add(delta.toString()));
    return found;
  }
}
