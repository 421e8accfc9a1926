package io.syncline.jdbc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.diff.Side.Kind;
import io.syncline.model.NativeKey;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.spi.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of the tables of every database alike. */
class EveryProductTest {

  /** Texts that collations, locales and units of UTF-16 order otherwise than code points do. */
  private static final List<String> TEXTS =
      List.of(
          "a", "A", "b", "B", "ä", "Ä", "z", "ß", "ss", "", "a b", "a-b", "ab", "1", "10", "9",
          "\uFF01", "😀", "é", "e\u0301", "~", "_", "Zz", "İ", "i", "I", "ı");

  @Test
  void equalRowsAreEqualBytesWhereverTheyAre() {
    String columns =
        "(id bigint primary key, na varchar(80), co char(5), ba decimal(12,2), bi decimal(30,10),"
            + " wh smallint, fl boolean, re double precision, da date, ti time(3), ts DATETIME(6), at INSTANT)";
    List<String> rows =
        List.of(
            "(1, 'Grüße 😀', 'ab', 12.50, 1234567890123456789.0123456789, -1, true, 0.1,"
                + " '2024-02-29', '23:59:59.999', '2024-03-31 02:30:00.123456', '2024-07-01 00:30:00.5')",
            "(-5, '', '', -0.01, 0, 32767, false, -1.5e300, '1582-10-14', '00:00:00',"
                + " '1969-12-31 23:59:59.5', '2038-01-19 03:14:07')",
            "(9223372036854775807, null, null, null, null, null, null, null, null, null, null, null)",
            "(7, 'a''b\"c', 'a b', 9999999999.99, -99999999999999999999.9999999999, -32768, true,"
                + " 4.9e-320, '9999-12-31', '12:00:00', '9999-12-31 23:59:59.999999', '2000-01-01 00:00:00')");
    try (Side postgresql = Side.of(Kind.POSTGRESQL);
        Side mariadb = Side.of(Kind.MARIADB);
        Side h2 = Side.of(Kind.H2)) {
      for (Side each : List.of(postgresql, mariadb, h2)) {
        each.run("create table every " + columns);
        rows.forEach(row -> each.run("insert into every values " + row));
      }
      TableSource left = postgresql.source("every");
      TableSource middle = mariadb.source("every");
      TableSource right = h2.source("every");
      PackedSchema upper = right.schema();
      PackedSchema shared = PackedSchema.shared(left.schema(), middle.schema());

      Packed copied = Packed.all(left, shared);

      assertThat(Packed.all(left.byCursor(), shared).hex()).isEqualTo(copied.hex());
      assertThat(Packed.all(middle, shared).hex()).isEqualTo(copied.hex());
      assertThat(Packed.all(right, renamed(shared, upper)).hex()).isEqualTo(copied.hex());
      assertThat(Packed.all(postgresql.source("every", postgresql.oddSettings()), shared).hex())
          .isEqualTo(copied.hex());
      assertThat(
              Packed.all(postgresql.source("every", postgresql.oddSettings()).byCursor(), shared)
                  .hex())
          .isEqualTo(copied.hex());
      assertThat(Packed.all(mariadb.source("every", mariadb.oddSettings()), shared).hex())
          .isEqualTo(copied.hex());
      assertThat(Packed.all(h2.source("every", h2.oddSettings()), renamed(shared, upper)).hex())
          .isEqualTo(copied.hex());
      assertThat(copied.texts("id")).containsExactly("-5", "1", "7", "9223372036854775807");
      assertThat(copied.texts("ba")).containsExactly("-0.01", "12.5", "9999999999.99", "null");
      assertThat(copied.texts("co")).containsExactly("", "ab", "a b", "null");
    }
  }

  /** The first schema with the names of the second. */
  private static PackedSchema renamed(PackedSchema types, PackedSchema names) {
    PackedSchema.Builder builder = PackedSchema.builder();
    for (int i = 0; i < types.key().size(); i++) {
      PackedField type = types.key().get(i);
      builder.key(
          new PackedField(names.key().get(i).name(), type.type(), type.fraction(), type.rules()));
    }
    for (int i = 0; i < types.fields().size(); i++) {
      PackedField type = types.fields().get(i);
      builder.field(
          new PackedField(
              names.fields().get(i).name(), type.type(), type.fraction(), type.rules()));
    }
    return builder.build();
  }

  @Test
  void instantsAndDateTimesAreDifferentTypes() {
    try (Side postgresql = Side.of(Kind.POSTGRESQL);
        Side mariadb = Side.of(Kind.MARIADB)) {
      postgresql.run("create table t (id int primary key, at timestamptz)");
      mariadb.run("create table t (id int primary key, at datetime(6))");
      PackedSchema left = postgresql.source("t").schema();
      PackedSchema right = mariadb.source("t").schema();

      assertThatThrownBy(() -> PackedSchema.shared(left, right))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "must be of types that can be compared: field=at left=instant right=date_time");
    }
  }

  @ParameterizedTest
  @EnumSource
  void textualKeysComeInTheOrderOfPackedKeys(Side.Kind kind) {
    try (Side side = Side.of(kind)) {
      String collation =
          switch (kind) {
            case POSTGRESQL -> " collate \"en-x-icu\"";
            case MARIADB -> " collate utf8mb4_bin";
            case H2 -> "";
          };
      side.run("create table word (word varchar(20)" + collation + " primary key, n int)");
      for (int i = 0; i < TEXTS.size(); i++) {
        side.run("insert into word values ('" + TEXTS.get(i) + "', " + i + ")");
      }
      TableSource words = side.source("word");

      Packed all = Packed.all(words);

      assertThat(all.rows()).hasSize(TEXTS.size());
      assertThat(all.firstOutOfOrder()).isEqualTo(-1);
      String key = words.schema().key().get(0).name();
      List<String> sorted = all.texts(key);
      KeyRange middle =
          new KeyRange(
              Optional.of(NativeKey.of(sorted.get(5))), Optional.of(NativeKey.of(sorted.get(20))));
      assertThat(Packed.of(words.open(words.schema(), List.of(middle)), words.schema()).texts(key))
          .isEqualTo(sorted.subList(5, 20));
      List<NativeKey> wanted = Stream.of("😀", "A", "nothing", "", "é").map(NativeKey::of).toList();
      assertThat(Packed.of(words.openKeys(words.schema(), wanted), words.schema()).texts(key))
          .containsExactly("", "A", "é", "😀");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keysOfEveryTypeComeInTheOrderOfPackedKeysAndAreFoundAgain(Side.Kind kind) {
    List<String> keys =
        List.of(
            "bigint: -9223372036854775808, -1, 0, 1, 9223372036854775807",
            "decimal(20,5): -12345.67890, -1, -0.5, 0, 0.00001, 1, 2.5, 10, 99999999999.12345",
            "date: '1000-01-01', '1969-12-31', '1970-01-01', '2024-02-29', '9999-12-31'",
            "DATETIME(6): '1000-01-01 00:00:00', '1969-12-31 23:59:59.999999', '2024-01-01 12:00:00'",
            "INSTANT: '1970-01-02 00:00:00', '2024-10-27 00:30:00', '2024-10-27 01:30:00.5'",
            "UUID: '00000000-0000-0000-0000-000000000001', '7fffffff-0000-4000-8000-000000000000',"
                + " '80000000-0000-4000-7000-000000000000', 'ffffffff-ffff-4fff-ffff-ffffffffffff'",
            "BYTES: '', '00', '0001', '7f', '80', 'ff', 'ff00'",
            "time(6): '00:00:00', '00:00:00.000001', '12:34:56', '23:59:59.999999'");
    try (Side side = Side.of(kind)) {
      for (int i = 0; i < keys.size(); i++) {
        String[] parts = keys.get(i).split(": ", 2);
        String name = "key" + i;
        side.run("create table " + name + " (k " + type(side, parts[0]) + " primary key, n int)");
        String[] values = parts[1].split(", ", -1);
        for (int j = values.length - 1; j >= 0; j--) {
          side.run(
              "insert into "
                  + name
                  + " values ("
                  + literal(side, parts[0], values[j])
                  + ", "
                  + j
                  + ")");
        }
        TableSource source = side.source(name);
        String number = source.schema().fields().get(0).name();

        Packed all = Packed.all(source);

        assertThat(all.texts(number))
            .as(parts[0])
            .isEqualTo(
                Stream.iterate(0, n -> n + 1).limit(values.length).map(n -> "" + n).toList());
        assertThat(all.firstOutOfOrder()).as(parts[0]).isEqualTo(-1);
        List<NativeKey> found = all.keys();
        assertThat(Packed.of(source.openKeys(source.schema(), found), source.schema()).hex())
            .as(parts[0])
            .isEqualTo(all.hex());
        KeyRange tail = new KeyRange(Optional.of(found.get(1)), Optional.empty());
        assertThat(Packed.of(source.open(source.schema(), List.of(tail)), source.schema()).hex())
            .as(parts[0])
            .isEqualTo(all.hex().subList(1, values.length));
      }
    }
  }

  private static String type(Side side, String type) {
    return type.equals("BYTES") ? side.kind() == Kind.POSTGRESQL ? "bytea" : "varbinary(20)" : type;
  }

  private static String literal(Side side, String type, String value) {
    String inside = value.replace("'", "");
    return switch (type) {
      case "INSTANT" ->
          side.kind() == Kind.MARIADB
              ? "convert_tz(" + value + ", '+00:00', @@session.time_zone)"
              : "'" + inside + "+00:00'";
      case "BYTES" -> side.kind() == Kind.POSTGRESQL ? "'\\x" + inside + "'" : "x'" + inside + "'";
      default -> value;
    };
  }

  @ParameterizedTest
  @EnumSource
  void compositeKeysComePartByPart(Side.Kind kind) {
    try (Side side = Side.of(kind)) {
      side.run(
          "create table part (a varchar(10), b int, c int, primary key (a, b))",
          "insert into part values ('b', 2, 1), ('a', 10, 2), ('a', 9, 3), ('ab', 1, 4), ('', 5, 5)");
      TableSource parts = side.source("part");
      String number = parts.schema().fields().get(0).name();

      Packed all = Packed.all(parts);
      KeyRange range =
          new KeyRange(Optional.of(NativeKey.of("a", "10")), Optional.of(NativeKey.of("b", "2")));

      assertThat(all.texts(number)).containsExactly("5", "3", "2", "4", "1");
      assertThat(all.firstOutOfOrder()).isEqualTo(-1);
      assertThat(
              Packed.of(parts.open(parts.schema(), List.of(range)), parts.schema()).texts(number))
          .containsExactly("2", "4");
      assertThat(
              Packed.of(
                      parts.openKeys(
                          parts.schema(),
                          List.of(
                              NativeKey.of("b", "2"),
                              NativeKey.of("", "5"),
                              NativeKey.of("a", "1"))),
                      parts.schema())
                  .texts(number))
          .containsExactly("5", "1");
    }
  }
}
