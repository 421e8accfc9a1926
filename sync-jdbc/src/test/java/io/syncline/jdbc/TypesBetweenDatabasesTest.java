package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that both databases can hold goes there and comes back as it was. */
@Tag("once")
class TypesBetweenDatabasesTest {

  /** The types that all have, by the names each has for them. */
  enum Product {
    POSTGRESQL(
        "create table %s (id int primary key, bo boolean, i2 smallint, i4 int, i8 bigint,"
            + " de decimal(38,10), d2 decimal(12,2), f4 real, f8 double precision, te text, vc varchar(20),"
            + " da date, ti time(6), ts timestamp(6), tz timestamptz(6), uu uuid, js jsonb)"),
    MARIADB(
        "create table %s (id int primary key, bo boolean, i2 smallint, i4 int, i8 bigint,"
            + " de decimal(38,10), d2 decimal(12,2), f4 float, f8 double, te longtext, vc varchar(20),"
            + " da date, ti time(6), ts datetime(6), tz timestamp(6) null, uu uuid, js json)"
            + " default charset utf8mb4"),
    MYSQL(MARIADB.creation.replace(" uu uuid,", "")),
    H2(
        "create table \"%s\" (\"id\" int primary key, \"bo\" boolean, \"i2\" smallint, \"i4\" int,"
            + " \"i8\" bigint, \"de\" decimal(38,10), \"d2\" decimal(12,2), \"f4\" real, \"f8\" double precision,"
            + " \"te\" clob, \"vc\" varchar(40), \"da\" date, \"ti\" time(6), \"ts\" timestamp(6),"
            + " \"tz\" timestamp(6) with time zone, \"uu\" uuid, \"js\" json)");

    private final String creation;

    Product(String creation) {
      this.creation = creation;
    }

    /** Those of which a server is to be had; MySQL has none that is embedded. */
    static List<Product> present() {
      return Stream.of(values())
          .filter(each -> each != MYSQL || System.getProperty("syncline.test.mysql") != null)
          .toList();
    }

    /** MySQL tells the least of all normal doubles with a digit too few. */
    boolean takes(Map.Entry<String, Value> field) {
      return has(field.getKey())
          && (this != MYSQL || !field.getValue().equals(Value.of(Double.MIN_NORMAL)));
    }

    boolean has(String column) {
      return creation.replace("\"", "").contains(" " + column + " ");
    }
  }

  private final List<AutoCloseable> opened = new ArrayList<>();
  private int writes;

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  static Stream<Arguments> pairs() {
    return Product.present().stream()
        .flatMap(
            here ->
                Product.present().stream()
                    .filter(there -> there != here)
                    .map(there -> Arguments.of(here, there)));
  }

  static List<Map<String, Value>> limits() {
    return List.of(
        Map.of("bo", Value.of(true), "i2", Value.of(-32768), "i4", Value.of(Integer.MIN_VALUE)),
        Map.of("bo", Value.of(false), "i2", Value.of(32767), "i4", Value.of(Integer.MAX_VALUE)),
        Map.of("i8", Value.of(Long.MIN_VALUE), "f8", Value.of(Double.MAX_VALUE)),
        Map.of("i8", Value.of(Long.MAX_VALUE), "f8", Value.of(0.1)),
        Map.of("f4", Value.of(0.1), "i2", Value.of(1)),
        Map.of("f4", Value.of(3.4028235E38), "i2", Value.of(2)),
        Map.of("f4", Value.of(-1.1754944E-38), "i2", Value.of(3)),
        Map.of("f4", Value.of(2_097_152.2), "i2", Value.of(4)),
        Map.of("f8", Value.of(2.2250738585072014E-308), "te", Value.of("")),
        Map.of("f8", Value.of(-1.0 / 3), "te", Value.of(" both ends  ")),
        Map.of("de", decimal("-9999999999999999999999999999.9999999999"), "d2", decimal("0.01")),
        Map.of("de", decimal("0.0000000001"), "d2", decimal("-9999999999.99")),
        Map.of("te", Value.of("😀é \\ ' \" {,} NULL \n\r\t"), "vc", Value.of("NULL")),
        Map.of("te", Value.of("e\u0301 ≠ é"), "vc", Value.of("😀".repeat(20))),
        Map.of("te", Value.of("汉".repeat(100_000)), "vc", Value.of("ﬁ ß ſ İ ı")),
        Map.of("da", Value.of(LocalDate.of(1000, 1, 1)), "ti", Value.of(LocalTime.MIDNIGHT)),
        Map.of("da", Value.of(LocalDate.of(9999, 12, 31))),
        Map.of("da", Value.of(LocalDate.of(1582, 10, 14))),
        Map.of("da", Value.of(LocalDate.of(2024, 2, 29))),
        Map.of("ti", Value.of(LocalTime.of(23, 59, 59, 999_999_000))),
        Map.of("ts", Value.of(LocalDateTime.of(1000, 1, 1, 0, 0))),
        Map.of("ts", Value.of(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))),
        Map.of("ts", Value.of(LocalDateTime.of(2024, 3, 31, 2, 30, 0, 1_000))),
        Map.of("tz", Value.of(Instant.parse("1970-01-01T00:00:01Z"))),
        Map.of("tz", Value.of(Instant.parse("2038-01-19T03:14:07.999999Z"))),
        Map.of("tz", Value.of(Instant.parse("2024-10-27T01:30:00.123456Z"))),
        Map.of("uu", Value.of(new UUID(-1, 0)), "js", Value.of("{\"a\": [null, 1.50, \"é\"]}")),
        Map.of("uu", Value.of(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"))));
  }

  private static Value decimal(String digits) {
    return Value.of(new BigDecimal(digits));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyTypeGoesThereAndBackAtItsLimits(Product here, Product there) throws SQLException {
    DataSource home = open(here);
    Dataset every = table(home, "every", here.creation);
    Dataset back = table(home, "back", here.creation);
    Dataset away = table(open(there), "every", there.creation);
    int id = 0;
    for (Map<String, Value> limits : limits()) {
      Map<String, Value> fields = new TreeMap<>(limits);
      fields.entrySet().removeIf(field -> !here.takes(field) || !there.takes(field));
      String key = "" + ++id;

      apply(every, key, fields);
      Row first = read(every, key).row();
      apply(away, key, valuesOf(first, there));
      Row second = read(away, key).row();
      apply(back, key, valuesOf(second, here));

      fields.forEach((name, value) -> assertSame(name, first, value));
      assertUpdatedWhereAsShown(away, key, second);
      Row third = read(back, key).row();
      first.names().stream()
          .filter(there::has)
          .forEach(
              name -> {
                assertSame(name, second, first.get(name).orElseThrow());
                assertSame(name, third, first.get(name).orElseThrow());
              });
    }
  }

  /** All old values as a precondition are found to be those that are there. */
  private void assertUpdatedWhereAsShown(Dataset dataset, String key, Row row) {
    Precondition shown = new Precondition.FieldsAre(Fixture.row(valuesOf(row)));
    Map<String, Value> same = Map.of("i4", row.get("i4").orElseThrow());
    assertThat(write(dataset, update("w" + ++writes, key, shown, same)).get(0))
        .as("%s", row)
        .isInstanceOf(WriteOutcome.Applied.class);
  }

  /** Where blanks stand in JSON is each database's; MySQL keeps no zero at a number's end. */
  private static void assertSame(String name, Row row, Value value) {
    if (name.equals("js")) {
      assertThat(row.get(name).map(TypesBetweenDatabasesTest::compact)).contains(compact(value));
    } else {
      assertThat(row.get(name)).as(name).contains(value);
    }
  }

  private static String compact(Value json) {
    return json.toString().replace(" ", "").replace("1.50", "1.5");
  }

  private Dataset table(DataSource database, String name, String creation) throws SQLException {
    run(database, String.format(creation, name));
    Adapter adapter = JdbcAdapter.on(database).open(Fixture.CONTEXT);
    opened.add(adapter);
    return adapter.dataset(DatasetSpec.of(name));
  }

  private DataSource open(Product product) {
    if (product == Product.H2) {
      H2Fixture fixture = new H2Fixture();
      opened.add(fixture);
      return fixture.pool;
    }
    TestDatabase database =
        switch (product) {
          case MARIADB -> TestDatabases.mariadb();
          case MYSQL -> TestDatabases.mysql();
          default -> TestDatabases.postgresql();
        };
    opened.add(database);
    return database.dataSource();
  }

  private static void run(DataSource database, String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private void apply(Dataset dataset, String key, Map<String, Value> fields) {
    assertThat(outcome(dataset, key, fields))
        .as("%s", fields)
        .isInstanceOf(WriteOutcome.Applied.class);
  }

  private WriteOutcome outcome(Dataset dataset, String key, Map<String, Value> fields) {
    return write(dataset, creation("w" + ++writes, key, fields)).get(0);
  }

  private static Map<String, Value> valuesOf(Row row, Product product) {
    Map<String, Value> values = valuesOf(row);
    values.keySet().removeIf(name -> !product.has(name));
    return values;
  }

  private static Map<String, Value> valuesOf(Row row) {
    Map<String, Value> values = new TreeMap<>();
    row.names().stream()
        .filter(name -> !name.equals("id"))
        .forEach(name -> values.put(name, row.get(name).orElseThrow()));
    return values;
  }

  static Stream<Product> relatives() {
    return Product.present().stream()
        .filter(product -> product == Product.MARIADB || product == Product.MYSQL);
  }

  @ParameterizedTest
  @MethodSource("relatives")
  void whatItCannotHoldIsRejectedAndNothingElseIsWritten(Product product) throws SQLException {
    Dataset every = table(open(product), "every", product.creation);
    Map<String, Value> tooMuch =
        Map.of(
            "tz", Value.of(Instant.parse("1969-12-31T23:59:59Z")),
            "ts", Value.of(LocalDateTime.of(10_000, 1, 1, 0, 0)),
            "da", Value.of(LocalDate.of(-43, 3, 15)),
            "f8", Value.of(Double.NaN),
            "de", decimal("1e28"),
            "vc", Value.of("x".repeat(21)),
            "i2", Value.of(32768),
            "bo", Value.of(2));

    tooMuch.forEach(
        (name, value) ->
            assertThat(outcome(every, "1", Map.of(name, value)))
                .as("%s=%s", name, value)
                .isInstanceOf(WriteOutcome.Rejected.class));

    assertThat(every.scanner().orElseThrow().start(Fixture.rows(10)).entries()).isEmpty();
  }

  /** Of every encoding: what it has comes back as it was, what it has not is refused. */
  @ParameterizedTest
  @MethodSource("encodings")
  void aColumnsEncodingLosesNoCharacter(Product product, String encoding, String has, String lacks)
      throws SQLException {
    String creation =
        "create table %s (id int primary key, te varchar(40) character set "
            + encoding
            + ", lt text character set "
            + encoding
            + ")";
    Dataset every = table(open(product), "every", creation);
    Dataset utf8 =
        table(
            open(Product.POSTGRESQL),
            "every",
            "create table %s (id int primary key, te text, lt text)");

    apply(every, "1", Map.of("te", Value.of(has), "lt", Value.of(has.repeat(500))));
    Row row = read(every, "1").row();
    apply(utf8, "1", valuesOf(row));

    assertThat(row.get("te")).contains(Value.of(has));
    assertThat(read(utf8, "1").row()).isEqualTo(row);
    for (String name : List.of("te", "lt")) {
      assertThat(outcome(every, "2", Map.of(name, Value.of(lacks))))
          .as("%s in %s", lacks, encoding)
          .isInstanceOf(WriteOutcome.Rejected.class);
    }
    assertThat(every.scanner().orElseThrow().start(Fixture.rows(10)).entries()).hasSize(1);
  }

  static Stream<Arguments> encodings() {
    String[][] encodings = {
      {"gbk", "汉字 A\\'\" 誠縗", "汉字 😀"},
      {"gb2312", "汉字 A\\'", "誠"},
      {"big5", "漢字 功 許 A\\'", "汉"},
      {"sjis", "表ソ 漢字 A\\'", "é"},
      {"ujis", "漢字かな A\\'", "😀"},
      {"euckr", "한글 A\\'", "é漢😀"},
      {"latin1", "é ß € A\\'", "汉"},
      {"cp1251", "Привет A\\'", "汉"},
      {"ascii", "A\\'\"", "é"},
      {"ucs2", "汉é A\\'", "😀"},
      {"utf8mb3", "汉é A\\'", "😀"},
      {"utf16", "汉é😀 A\\'", "\ud800"}
    };
    return relatives()
        .flatMap(
            product ->
                Stream.of(encodings).map(each -> Arguments.of(product, each[0], each[1], each[2])));
  }
}
