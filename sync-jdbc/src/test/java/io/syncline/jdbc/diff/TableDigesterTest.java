package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.schema.TableName;
import io.syncline.model.NativeKey;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableDigesterTest {

  /** Several scripts, both cases, blanks, and code points that UTF-16 sorts elsewhere. */
  private static final List<String> KEYS =
      List.of(
          "b",
          "B",
          "a",
          "A",
          "_",
          "ä",
          "z",
          "Z",
          "é",
          "e",
          "中",
          "я",
          "Я",
          "א",
          "\uFFFD",
          "\uFB01",
          "😀",
          "\uD83D\uDE00a",
          "𐀀",
          "10",
          "9",
          "a\t",
          "a!",
          "",
          "\uE000",
          "ß",
          "ss");

  private final List<Side> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Side::close);
  }

  private Side side(Side.Kind kind) {
    Side side = Side.of(kind);
    open.add(side);
    return side;
  }

  private static TableDigester digester(JdbcTable table) {
    return new TableDigester(table, RowDigester.portable(table));
  }

  private static List<RangeDigest> cut(TableDigester digester, KeyRange range, int rows) {
    List<RangeDigest> cuts = digester.cut(range, rows, Side.LIMIT);
    assertThat(cuts.get(0).range().from()).isEqualTo(range.from());
    assertThat(cuts.get(cuts.size() - 1).range().to()).isEqualTo(range.to());
    for (int i = 1; i < cuts.size(); i++) {
      assertThat(cuts.get(i).range().from()).isPresent().isEqualTo(cuts.get(i - 1).range().to());
    }
    assertThat(digester.digest(cuts.stream().map(RangeDigest::range).toList(), Side.LIMIT))
        .isEqualTo(cuts);
    return cuts;
  }

  private static long count(List<RangeDigest> digests) {
    return digests.stream().mapToLong(RangeDigest::count).sum();
  }

  private static long sum(List<RangeDigest> digests) {
    return digests.stream().mapToLong(RangeDigest::digest).sum();
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(each -> each).sum();
  }

  private static void numbers(Side side) {
    side.run("create table t (id bigint primary key, v varchar(20))");
    side.each(
        "insert into t values (?, ?)",
        IntStream.range(0, 1000)
            .mapToObj(
                i -> new Object[] {i < 900 ? i : i * 1_000_000_000L, i % 7 == 0 ? null : "v" + i})
            .toList());
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void cutsOfSkewedNumbersCoverTheTableWithoutAGap(Side.Kind kind) {
    Side side = side(kind);
    numbers(side);
    JdbcTable table = side.table("t");
    TableDigester digester = digester(table);

    List<RangeDigest> cuts = cut(digester, KeyRange.all(), 64);

    assertThat(cuts).hasSize(16).allMatch(each -> each.count() <= 64);
    assertThat(count(cuts)).isEqualTo(1000);
    assertThat(sum(cuts)).isEqualTo(sum(side.rowDigests(table, RowDigester.portable(table))));
    assertThat(digester.digest(List.of(KeyRange.all()), Side.LIMIT).get(0).digest())
        .isEqualTo(sum(cuts));
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void aPartOfTheTableIsCutByItself(Side.Kind kind) {
    Side side = side(kind);
    numbers(side);
    KeyRange part = new KeyRange(Optional.of(NativeKey.of("-5")), Optional.of(NativeKey.of("899")));

    assertThat(count(cut(digester(side.table("t")), part, 100))).isEqualTo(899);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void moreRangesThanAStatementTakesMayOverlap(Side.Kind kind) {
    Side side = side(kind);
    numbers(side);
    List<KeyRange> ranges =
        IntStream.range(0, 2 * TableDigester.RANGES_PER_STATEMENT + 1)
            .mapToObj(
                i ->
                    new KeyRange(
                        Optional.of(NativeKey.of("" + i)), Optional.of(NativeKey.of("" + (i + 3)))))
            .toList();

    List<RangeDigest> digests = digester(side.table("t")).digest(ranges, Side.LIMIT);

    assertThat(digests).extracting(RangeDigest::range).isEqualTo(ranges);
    assertThat(digests).allMatch(each -> each.count() == 3);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void cutsOfCompositeKeysCoverTheTableWithoutAGap(Side.Kind kind) {
    Side side = side(kind);
    side.run(
        "create table t (code varchar(10) not null, line int not null, at date not null, v int,"
            + " primary key (code, line, at))");
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(
          new Object[] {
            List.of("a", "B", "я", "😀", "|").get(i % 5), i / 15, "2024-01-0" + (1 + i % 3), i
          });
    }
    side.each("insert into t values (?, ?, cast(? as date), ?)", rows);
    JdbcTable table = side.table("t");

    List<RangeDigest> cuts = cut(digester(table), KeyRange.all(), 7);

    assertThat(count(cuts)).isEqualTo(300);
    assertThat(cuts).hasSize(43);
    assertThat(sum(cuts)).isEqualTo(sum(side.rowDigests(table, RowDigester.portable(table))));
    assertThat(cut(digester(side.table("t", side.oddSettings())), KeyRange.all(), 7))
        .as("whatever the session's settings")
        .isEqualTo(cuts);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void textKeysAreOrderedByTheirBytesWhateverTheLocale(Side.Kind kind) {
    Side side = side(kind);
    String binary =
        kind == Side.Kind.MARIADB ? " character set utf8mb4 collate utf8mb4_nopad_bin" : "";
    side.run("create table t (code varchar(10)" + binary + " primary key)");
    List<String> keys = new ArrayList<>(KEYS);
    keys.addAll(List.of("a ", "a  ", " "));
    side.each("insert into t values (?)", keys.stream().map(each -> new Object[] {each}).toList());
    JdbcTable table = side.table("t");

    List<String> seen =
        side.rowDigests(table, RowDigester.portable(table)).keySet().stream()
            .map(each -> NativeKey.parse(each).parts().get(0))
            .toList();

    assertThat(seen).containsExactlyElementsOf(byBytes(keys));
    assertThat(count(cut(digester(table), KeyRange.all(), 2))).isEqualTo(keys.size());
  }

  private static List<String> byBytes(List<String> keys) {
    return keys.stream()
        .sorted(
            Comparator.comparing(
                each -> each.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void textKeysUnderAPaddingOrLinguisticCollationAreSortedAndThatIsSaid(Side.Kind kind) {
    Side side = side(kind);
    String collation =
        switch (kind) {
          case POSTGRESQL -> " collate \"und-x-icu\"";
          case MARIADB -> " character set utf8mb4 collate utf8mb4_bin";
          case H2 -> "";
        };
    side.run("create table t (code varchar(10)" + collation + " primary key)");
    side.each("insert into t values (?)", KEYS.stream().map(each -> new Object[] {each}).toList());
    JdbcTable table = side.table("t");
    TableDigester digester = digester(table);

    assertThat(
            side.rowDigests(table, RowDigester.portable(table)).keySet().stream()
                .map(each -> NativeKey.parse(each).parts().get(0)))
        .containsExactlyElementsOf(byBytes(KEYS));
    assertThat(count(cut(digester, KeyRange.all(), 3))).isEqualTo(KEYS.size());
    assertThat(digester.notes())
        .singleElement()
        .asString()
        .contains("rows are sorted, since no index on " + side.kept("code"));
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void uuidKeysAreOrderedByTheirBytes(Side.Kind kind) {
    Side side = side(kind);
    side.run("create table t (id uuid primary key)");
    List<String> keys =
        List.of(
            "f0000000-0000-1000-8000-000000000001", "00000000-0000-1000-8000-00000000000f",
            "0f000000-0000-1001-8000-000000000000", "80000000-0000-4000-8000-000000000000",
            "7fffffff-ffff-4fff-bfff-ffffffffffff", "00000000-0001-1000-8000-000000000000");
    side.each(
        "insert into t values (cast(? as uuid))",
        keys.stream().map(each -> new Object[] {each}).toList());
    JdbcTable table = side.table("t");

    assertThat(side.rowDigests(table, RowDigester.portable(table)).keySet())
        .containsExactlyElementsOf(byBytes(keys));
    assertThat(count(cut(digester(table), KeyRange.all(), 2))).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void keysOfTimesAreCutAtTheirFractions(Side.Kind kind) {
    Side side = side(kind);
    side.run("create table t (at DATETIME(6) primary key)");
    side.each(
        "insert into t values (cast(? as DATETIME(6)))",
        IntStream.range(0, 10)
            .mapToObj(i -> new Object[] {"2024-02-29 12:00:00.00000" + i})
            .toList());

    List<RangeDigest> cuts = cut(digester(side.table("t")), KeyRange.all(), 3);

    assertThat(count(cuts)).isEqualTo(10);
    assertThat(cut(digester(side.table("t", side.oddSettings())), KeyRange.all(), 3))
        .isEqualTo(cuts);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void keysOfInstantsAreCutWhateverTheZone(Side.Kind kind) {
    Side side = side(kind);
    side.run("create table t (at INSTANT primary key)");
    String instant = kind == Side.Kind.MARIADB ? "?" : "cast(? as timestamp(6) with time zone)";
    side.each(
        "insert into t values (" + instant + ")",
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new Object[] {
                      "2024-10-27 0" + i + ":30:00.5" + (kind == Side.Kind.MARIADB ? "" : "+00:00")
                    })
            .toList());
    List<RangeDigest> cuts = cut(digester(side.table("t")), KeyRange.all(), 3);

    assertThat(count(cuts)).isEqualTo(10);
    assertThat(cut(digester(side.table("t", side.oddSettings())), KeyRange.all(), 3))
        .isEqualTo(cuts);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void anEmptyTableIsOneRangeWithoutRows(Side.Kind kind) {
    Side side = side(kind);
    side.run("create table t (id int primary key)");
    TableDigester digester = digester(side.table("t"));
    RangeDigest nothing = new RangeDigest(KeyRange.all(), 0, 0);

    assertThat(digester.cut(KeyRange.all(), 10, Side.LIMIT)).containsExactly(nothing);
    assertThat(digester.digest(List.of(KeyRange.all()), Side.LIMIT)).containsExactly(nothing);
    assertThat(digester.digest(List.of(), Side.LIMIT)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void aKeyThatIsDeletedAndUsedAgainDigestsByWhatItHoldsNow(Side.Kind kind) {
    Side side = side(kind);
    numbers(side);
    TableDigester digester = digester(side.table("t"));
    List<KeyRange> all = List.of(KeyRange.all());
    RangeDigest before = digester.digest(all, Side.LIMIT).get(0);

    side.run("delete from t where id = 8");
    RangeDigest without = digester.digest(all, Side.LIMIT).get(0);
    side.run("insert into t values (8, 'other')");
    RangeDigest reused = digester.digest(all, Side.LIMIT).get(0);
    side.run("update t set v = 'v8' where id = 8");

    assertThat(without.count()).isEqualTo(before.count() - 1);
    assertThat(reused.agrees(before)).isFalse();
    assertThat(digester.digest(all, Side.LIMIT)).containsExactly(before);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void valuesThatSwapBetweenKeysAreSeen(Side.Kind kind) {
    Side side = side(kind);
    numbers(side);
    TableDigester digester = digester(side.table("t"));
    List<KeyRange> all = List.of(KeyRange.all());
    RangeDigest before = digester.digest(all, Side.LIMIT).get(0);

    side.run("update t set v = 'v2' where id = 1", "update t set v = 'v1' where id = 2");

    assertThat(digester.digest(all, Side.LIMIT).get(0).agrees(before)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void oddNamesWork(Side.Kind kind) {
    Side side = side(kind);
    char quote = kind == Side.Kind.MARIADB ? '`' : '"';
    String table = quote + "select.All Äß" + quote;
    side.run(
        "create table "
            + table
            + " ("
            + quote
            + "Or'der"
            + quote
            + " int primary key, "
            + quote
            + "va lue.{0}?"
            + quote
            + " varchar(5))",
        "insert into " + table + " values (1, 'x'), (2, null)");
    JdbcTable odd =
        JdbcTable.of(
            side.dataSource(),
            TableName.parse("\"select.All Äß\""),
            InstantSource.system(),
            Side.LIMIT);

    assertThat(odd.key()).singleElement().extracting("name").isEqualTo("Or'der");
    assertThat(odd.name().schema()).isPresent();
    assertThat(count(cut(digester(odd.columns("va lue.{0}?")), KeyRange.all(), 1))).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void aKeyThatTheTableCannotHaveIsRefused(Side.Kind kind) {
    Side side = side(kind);
    side.run("create table t (id int primary key)");
    TableDigester digester = digester(side.table("t"));
    KeyRange wrong = new KeyRange(Optional.of(NativeKey.of("x")), Optional.empty());

    assertThatThrownBy(() -> digester.digest(List.of(wrong), Side.LIMIT))
        .hasMessage("must be a key of [" + side.kept("id") + "]: key=x");
    assertThatThrownBy(() -> digester.cut(KeyRange.all(), 0, Side.LIMIT))
        .hasMessage("must be >= 1: rows=0");
  }
}
