package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.range.CanonicalText;
import io.syncline.diff.range.DigestField;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.spi.KeyRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortableDigesterTest {

  private static final String EVERY =
      "create table every (id int primary key, bo boolean, i2 smallint, i8 bigint,"
          + " de decimal(38, 12), te varchar(100), ch char(5), bi BINARY, da date, ti time(6),"
          + " ts DATETIME(6), tz INSTANT null, uu uuid)";

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

  /** One row per line: every type at the limits that all three databases share. */
  private static List<List<Value>> rows() {
    Value none = Value.NULL;
    return List.of(
        List.of(
            Value.of(true),
            Value.of(-32768),
            Value.of(Long.MIN_VALUE),
            Value.of(new BigDecimal("99999999999999999999999999.999999999999")),
            Value.of(""),
            Value.of("ab"),
            Value.of(new byte[0]),
            Value.of(LocalDate.of(1, 1, 1)),
            Value.of(LocalTime.MIDNIGHT),
            Value.of(LocalDateTime.of(1, 1, 1, 0, 0)),
            Value.of(Instant.parse("1970-01-01T00:00:01Z")),
            Value.of(new UUID(0, 0))),
        List.of(
            Value.of(false),
            Value.of(32767),
            Value.of(Long.MAX_VALUE),
            Value.of(new BigDecimal("-0.000000000001")),
            Value.of(" trailing  "),
            Value.of("é😀"),
            Value.of(new byte[] {0, -1, 92, 39}),
            Value.of(LocalDate.of(9999, 12, 31)),
            Value.of(LocalTime.of(23, 59, 59, 999_999_000)),
            Value.of(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)),
            Value.of(Instant.parse("2038-01-19T03:14:07.999999Z")),
            Value.of(new UUID(-1, -1))),
        List.of(
            Value.of(true),
            Value.of(0),
            Value.of(0),
            Value.of(new BigDecimal("1500.50")),
            Value.of("😀é中 \\ ' \" : - \n\t"),
            Value.of(""),
            Value.of(new byte[] {10}),
            Value.of(LocalDate.of(1969, 12, 31)),
            Value.of(LocalTime.of(0, 0, 0, 1_000)),
            Value.of(LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000)),
            Value.of(Instant.parse("2024-03-31T01:30:00.123456Z")),
            Value.of(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))),
        List.of(
            none,
            none,
            Value.of(-1),
            Value.of(new BigDecimal("100")),
            Value.of("null"),
            Value.of("-"),
            none,
            Value.of(LocalDate.of(1582, 10, 10)),
            none,
            Value.of(LocalDateTime.of(1582, 10, 10, 1, 2, 3, 4_000)),
            Value.of(Instant.parse("2024-10-27T01:30:00Z")),
            none),
        List.of(none, none, none, none, none, none, none, none, none, none, none, none));
  }

  private static Object sent(Value value) {
    return switch (value.kind()) {
      case NULL -> null;
      case BOOLEAN -> ((Value.Bool) value).value();
      case INTEGER -> ((Value.Int) value).value();
      case DECIMAL -> ((Value.Decimal) value).value();
      case BINARY -> ((Value.Binary) value).value();
      case DATE_TIME -> text(((Value.DateTime) value).value());
      case INSTANT ->
          text(LocalDateTime.ofInstant(((Value.Moment) value).value(), ZoneOffset.UTC)) + "+00:00";
      default -> value.toString();
    };
  }

  private static String text(LocalDateTime time) {
    return time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT));
  }

  private static void fill(Side side) {
    side.run(EVERY);
    List<Object[]> all = new ArrayList<>();
    for (int i = 0; i < rows().size(); i++) {
      Object[] row = new Object[rows().get(i).size() + 1];
      row[0] = i + 1;
      for (int at = 1; at < row.length; at++) {
        row[at] = sent(rows().get(i).get(at - 1));
      }
      all.add(row);
    }
    String instant =
        side.kind() == Side.Kind.MARIADB
            ? "convert_tz(substring_index(?, '+', 1), '+00:00', @@time_zone)"
            : "cast(? as timestamp(6) with time zone)";
    side.each(
        "insert into every values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as date), cast(? as time(6)),"
            + " cast(? as DATETIME(6)), "
            + instant
            + ", cast(? as uuid))",
        all);
  }

  private static Map<String, Long> expected() {
    List<DigestField> fields =
        Stream.concat(Stream.of(Value.of(1)), rows().get(0).stream())
            .map(each -> DigestField.of(each.kind()))
            .toList();
    CanonicalText java = new CanonicalText(fields);
    Map<String, Long> digests = new LinkedHashMap<>();
    for (int i = 0; i < rows().size(); i++) {
      List<Value> row = new ArrayList<>(List.of(Value.of(i + 1)));
      row.addAll(rows().get(i));
      digests.put("" + (i + 1), java.digest(row));
    }
    return digests;
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void everyTypeAtItsLimitsDigestsAsInJava(Side.Kind kind) {
    Side side = side(kind);
    fill(side);
    JdbcTable every = side.table("every");
    RowDigester portable = RowDigester.portable(every);

    assertThat(side.rowDigests(every, portable)).isEqualTo(expected());
    assertThat(portable.function())
        .isEqualTo(
            "text-sha256-1/integer,boolean,integer,integer,decimal,text,text,binary,date,time(6),"
                + "date_time(6),instant(6),uuid");
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void settingsOfTheSessionDoNotMatter(Side.Kind kind) {
    Side side = side(kind);
    fill(side);
    JdbcTable every = side.table("every");
    String[] settings = side.oddSettings();

    assertThat(side.rowDigests(every, RowDigester.portable(every), settings)).isEqualTo(expected());
    RowDigester.own(every, Side.LIMIT)
        .ifPresent(
            own ->
                assertThat(side.rowDigests(every, own, settings))
                    .isEqualTo(side.rowDigests(every, own)));
  }

  @Test
  void characterSetsOfColumnsDoNotMatter() {
    Side maria = side(Side.Kind.MARIADB);
    maria.run(
        "create table t (id int primary key, a varchar(9) character set latin1,"
            + " b varchar(9) character set gbk, c char(9) character set utf16) ",
        "insert into t values (1, 'äß€', '中文', 'x😀')");
    JdbcTable table = maria.table("t");
    CanonicalText java = new CanonicalText(table.digestFields());

    assertThat(maria.rowDigests(table, RowDigester.portable(table)))
        .containsEntry(
            "1",
            java.digest(List.of(Value.of(1), Value.of("äß€"), Value.of("中文"), Value.of("x😀"))));
  }

  @Test
  void whatMariaDbAloneHasEqualsOnlyItself() {
    Side maria = side(Side.Kind.MARIADB);
    maria.run(
        "create table t (id int primary key, z int(8) zerofill, y year, b bit(1), u bigint unsigned,"
            + " d date, ts datetime, tz timestamp null, ti time(3), small tinyint(1))",
        "set sql_mode = ''",
        "insert into t values (1, 42, 2024, 1, 18446744073709551615, '0000-00-00',"
            + " '0000-00-00 00:00:00', '0000-00-00 00:00:00', '-00:00:00.5', 1)",
        "insert into t values (2, 42, 2024, 1, 18446744073709551615, null, null, null,"
            + " '00:00:00.5', 2)");
    JdbcTable table = maria.table("t").columns("z", "y", "b", "u");
    CanonicalText java = new CanonicalText(table.digestFields());
    List<Value> row =
        List.of(
            Value.of(1),
            Value.of(42),
            Value.of(2024),
            Value.of(true),
            Value.of(new BigDecimal("18446744073709551615")));

    assertThat(maria.rowDigests(table, RowDigester.portable(table)))
        .containsEntry("1", java.digest(row));
    for (String column : List.of("d", "ts", "tz", "ti", "small")) {
      JdbcTable one = maria.table("t").columns(column);
      CanonicalText canonical = new CanonicalText(one.digestFields());
      Map<String, Long> digests = maria.rowDigests(one, RowDigester.portable(one));

      assertThat(digests.get("1"))
          .as(column)
          .isNotEqualTo(canonical.digest(List.of(Value.of(1), Value.NULL)));
      assertThat(digests.get("2") == canonical.digest(List.of(Value.of(2), Value.NULL)))
          .as(column)
          .isEqualTo(!column.equals("ti") && !column.equals("small"));
    }
  }

  @Test
  void whatPostgreSqlAloneHasDoesNotOverflow() {
    Side postgres = side(Side.Kind.POSTGRESQL);
    postgres.run(
        "create table t (id int primary key, de numeric, da date, ts timestamp, tz timestamptz)",
        "insert into t values (1, 'NaN', 'infinity', '-infinity', 'infinity')",
        "insert into t values (2, 1e30, '0044-03-15 BC', '294276-12-31 23:59:59.999999',"
            + " '4713-01-01 00:00:00+00 BC')");
    JdbcTable table = postgres.table("t");
    CanonicalText java = new CanonicalText(table.digestFields());
    List<Value> row =
        List.of(
            Value.of(2),
            Value.of(new BigDecimal("1e30")),
            Value.of(LocalDate.of(-43, 3, 15)),
            Value.of(LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999_999_000)),
            Value.of(Instant.parse("-4712-01-01T00:00:00Z")));

    assertThat(postgres.rowDigests(table, RowDigester.portable(table)))
        .hasSize(2)
        .containsEntry("2", java.digest(row));
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void theCoarserPrecisionCutsOffTowardsThePast(Side.Kind kind) {
    Side side = side(kind);
    side.run(
        "create table t (id int primary key, ti time(6), ts DATETIME(6))",
        "insert into t values (1, '12:00:00.999999', '1969-12-31 23:59:58.999999')");
    JdbcTable table = side.table("t");
    List<DigestField> fields =
        List.of(
            DigestField.of(ValueKind.INTEGER),
            new DigestField(ValueKind.TIME, 3),
            new DigestField(ValueKind.DATE_TIME, 0));
    CanonicalText java = new CanonicalText(fields);
    List<Value> cut =
        List.of(
            Value.of(1),
            Value.of(LocalTime.of(12, 0, 0, 999_000_000)),
            Value.of(LocalDateTime.of(1969, 12, 31, 23, 59, 58)));

    assertThat(side.rowDigests(table, RowDigester.portable(table, fields)))
        .containsEntry("1", java.digest(cut));
    assertThat(table.digestFields().get(1)).hasToString("time(6)");
  }

  @Test
  void nanosecondsOfH2AreCutOff() {
    Side h2 = side(Side.Kind.H2);
    h2.run(
        "create table t (id int primary key, tz timestamp(9) with time zone)",
        "insert into t values (1, timestamp with time zone '1969-12-31 23:59:59.9999999+02:00')");
    JdbcTable table = h2.table("t");
    List<Value> row =
        List.of(Value.of(1), Value.of(Instant.parse("1969-12-31T21:59:59.999999999Z")));

    assertThat(h2.rowDigests(table, RowDigester.portable(table)))
        .containsEntry("1", new CanonicalText(table.digestFields()).digest(row));
  }

  @ParameterizedTest
  @EnumSource(Side.Kind.class)
  void columnsWithoutAStableDigestAreRefusedByName(Side.Kind kind) {
    Side side = side(kind);
    side.run("create table t (id int primary key, rating double precision)");
    String type =
        switch (kind) {
          case POSTGRESQL -> "double precision";
          case MARIADB -> "double";
          case H2 -> "DOUBLE PRECISION";
        };

    assertThatThrownBy(() -> RowDigester.portable(side.table("t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be of a type whose digest is stable: column="
                + side.kept("rating")
                + " type="
                + type);
  }

  @Test
  void aRowTooLongForAPacketIsAnErrorAndNotLeftOut() {
    Side maria = side(Side.Kind.MARIADB);
    maria.run(
        "create table t (id int primary key, b longblob)",
        "insert into t values (1, repeat('x', 40000000)), (2, 'y')");
    JdbcTable table = maria.table("t");
    TableDigester digester = new TableDigester(table, RowDigester.portable(table));

    assertThatThrownBy(() -> digester.digest(List.of(KeyRange.all()), Side.LIMIT))
        .hasMessageContaining("a row is too long for the database to digest: range=[first, last)");
  }
}
