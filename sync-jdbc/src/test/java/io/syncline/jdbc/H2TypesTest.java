package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.WriteOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class H2TypesTest {

  private final H2Fixture fixture =
      new H2Fixture(
          "create table every (id int primary key, bo boolean, ti tinyint, si smallint, i4 int,"
              + " i8 bigint, nu numeric(42, 12), d2 numeric(12, 2), re real, f8 double precision,"
              + " te varchar, vc varchar(5), ch char(3), ic varchar_ignorecase(9), cl clob,"
              + " vb varbinary, bi binary(3), bl blob, da date, tm time(9), t0 time,"
              + " ts timestamp(9), tz timestamp(9) with time zone, uu uuid, js json,"
              + " mo enum('sad', 'it''s ok'), twice int generated always as (i4 * 2),"
              + " li varchar array, sp interval day to second, ge geometry, de decfloat)");

  @AfterEach
  void close() {
    fixture.close();
  }

  private static List<Map<String, Value>> limits() {
    return List.of(
        Map.of("BO", Value.of(true), "TI", Value.of(-128), "SI", Value.of(-32768)),
        Map.of("BO", Value.of(false), "TI", Value.of(127), "SI", Value.of(32767)),
        Map.of("I4", Value.of(Integer.MIN_VALUE / 2), "I8", Value.of(Long.MIN_VALUE)),
        Map.of("I4", Value.of(Integer.MAX_VALUE / 2), "I8", Value.of(Long.MAX_VALUE)),
        Map.of("NU", Value.of(new BigDecimal("-123456789012345678901234567890.000000000001"))),
        Map.of("NU", Value.of(new BigDecimal("1E+29")), "D2", Value.of(new BigDecimal("0.01"))),
        Map.of("D2", Value.of(new BigDecimal("9999999999.99")), "RE", Value.of(0.5)),
        Map.of("F8", Value.of(Double.MAX_VALUE), "TE", Value.of("")),
        Map.of("F8", Value.of(Double.MIN_VALUE), "TE", Value.of(" trailing  ")),
        Map.of("F8", Value.of(Double.NaN), "TE", Value.of("😀é \\ ' \" {,} NULL \n\t")),
        Map.of("F8", Value.of(Double.NEGATIVE_INFINITY), "TE", Value.of("NULL")),
        Map.of("VC", Value.of("😀😀"), "CH", Value.of("ab"), "IC", Value.of("aB ")),
        Map.of("CL", Value.of("é".repeat(1_100_000))),
        Map.of("DA", Value.of(LocalDate.of(2024, 2, 29)), "TM", Value.of(LocalTime.MIDNIGHT)),
        Map.of("DA", Value.of(LocalDate.of(-43, 3, 15)), "T0", Value.of(LocalTime.of(23, 59, 59))),
        Map.of("DA", Value.of(LocalDate.of(0, 12, 31)), "TM", Value.of(LocalTime.of(12, 0))),
        Map.of("DA", Value.of(LocalDate.of(10000, 1, 1)), "TM", Value.of(LocalTime.MAX)),
        Map.of("DA", Value.of(LocalDate.of(999_999_999, 12, 31))),
        Map.of("TS", Value.of(LocalDateTime.of(1582, 10, 14, 1, 2, 3, 4))),
        Map.of("TS", Value.of(LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999_999_999))),
        Map.of("TS", Value.of(LocalDateTime.of(-43, 3, 15, 12, 0))),
        Map.of("TZ", Value.of(Instant.parse("2024-03-31T01:30:00.123456789Z"))),
        Map.of("TZ", Value.of(Instant.parse("-4712-01-01T00:00:00Z"))),
        Map.of("UU", Value.of(new UUID(-1, 0)), "MO", Value.of("it's ok")),
        Map.of("JS", Value.of("{\"b\":1,\"a\":[null,\"x\"]}")),
        Map.of("JS", Value.of("\"text\"")),
        Map.of("JS", Value.NULL, "BO", Value.NULL, "TZ", Value.NULL, "MO", Value.NULL));
  }

  @Test
  void everyTypeRoundTripsAtItsLimits() {
    Dataset every = fixture.dataset("EVERY");
    int id = 0;
    for (Map<String, Value> fields : limits()) {
      String key = "" + ++id;
      WriteOutcome outcome = write(every, creation("w" + id, key, fields)).get(0);
      assertThat(outcome).as("%.200s", fields).isInstanceOf(WriteOutcome.Applied.class);
      Row row = read(every, key).row();
      fields.forEach((name, value) -> assertThat(row.get(name)).as(name).contains(value));
      assertThat(((WriteOutcome.Applied) outcome).shown()).contains(row);

      if (!fields.containsKey("CL")) {
        Precondition shown = new Precondition.FieldsAre(Fixture.row(fields));
        assertThat(write(every, update("u" + id, key, shown, Map.of("SI", 7))).get(0))
            .as("old values %s", fields)
            .isInstanceOf(WriteOutcome.Applied.class);
      }
    }
  }

  @Test
  void aLengthThatNobodyDeclaredIsNone() {
    DatasetSchema schema =
        fixture.dataset("EVERY").schemaReader().orElseThrow().describe(Fixture.LIMIT);

    assertThat(schema.field("TE").orElseThrow().type()).isEqualTo(FieldType.text());
    assertThat(schema.field("CL").orElseThrow().type()).isEqualTo(FieldType.text());
    assertThat(schema.field("VC").orElseThrow().type()).isEqualTo(FieldType.text(5));
  }

  @Test
  void whatDoesNotFitIsRejectedWithItsField() {
    Dataset every = fixture.dataset("EVERY");
    Map<String, Value> bad =
        Map.of(
            "TI", Value.of(128),
            "SI", Value.of(32768),
            "I4", Value.of(1L << 31),
            "D2", Value.of(new BigDecimal("10000000000")),
            "VC", Value.of("123456"),
            "MO", Value.of("glad"),
            "BO", Value.of("true"),
            "JS", Value.of("{"),
            "TWICE", Value.of(2),
            "VB", Value.of(new byte[] {1}));
    bad.forEach(
        (name, value) ->
            assertThat(write(every, creation("w" + name, "1", Map.of(name, value))).get(0))
                .as(name)
                .isInstanceOf(WriteOutcome.Rejected.class));
    assertThat(
            ((WriteOutcome.Rejected)
                    write(every, creation("w", "1", Map.of("VC", Value.of("😀😀😀")))).get(0))
                .errors()
                .toString())
        .contains("VC");
    assertThat(fixture.ask("select count(*) from every")).isEqualTo("0");
  }

  @Test
  void binariesAreReadAndComparedAndNotWritten() {
    fixture.run("insert into every (id, vb, bi, bl) values (1, x'', x'00ff27', x'00ff')");

    Row row = read(fixture.dataset("EVERY"), "1").row();

    assertThat(row.get("VB")).contains(Value.of(new byte[0]));
    assertThat(row.get("BI")).contains(Value.of(new byte[] {0, -1, 39}));
    assertThat(row.get("BL")).contains(Value.of(new byte[] {0, -1}));
    Precondition shown =
        new Precondition.FieldsAre(
            Fixture.row(Map.of("BI", row.get("BI").orElseThrow(), "VB", Value.of(new byte[0]))));
    assertThat(write(fixture.dataset("EVERY"), update("w", "1", shown, Map.of("SI", 7))).get(0))
        .isInstanceOf(WriteOutcome.Applied.class);
  }

  @Test
  void aBinaryKeyIsReadByAndNotListedByInPages() {
    fixture.run(
        "create table token (id binary(2) primary key, n int)",
        "insert into token values (x'00ff', 1), (x'01ff', 2)");
    Dataset tokens = fixture.dataset("TOKEN");

    assertThat(read(tokens, "01ff").row().get("N")).contains(Value.of(2));
    assertThat(write(tokens, update("w", "00ff", new Precondition.Exists(), Map.of("N", 3))))
        .hasOnlyElementsOfType(WriteOutcome.Applied.class);
    ScanPage first = tokens.scanner().orElseThrow().start(Fixture.rows(1));
    assertThatThrownBy(
            () ->
                tokens.scanner().orElseThrow().resume(first.next().orElseThrow(), Fixture.rows(1)))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage("H2 makes no binary of a text, as a listing by it in pages takes: column=ID");
  }

  @Test
  void theSchemaTellsTypesKeysAndWhatIsComputed() {
    DatasetSchema schema =
        fixture.dataset("EVERY").schemaReader().orElseThrow().describe(Fixture.LIMIT);

    assertThat(schema.fields().stream().map(field -> field.name() + " " + field.type()))
        .contains(
            "D2 decimal(12,2)",
            "VC text(5)",
            "CH text(3)",
            "TZ instant",
            "JS text",
            "TS date_time",
            "F8 double");
    assertThat(schema.field("ID").orElseThrow().keyPart()).isTrue();
    assertThat(schema.field("ID").orElseThrow().nullable()).isFalse();
    assertThat(schema.field("TWICE").orElseThrow().readOnly()).isTrue();
    assertThat(schema.field("VB").orElseThrow().readOnly()).isTrue();
  }

  @Test
  void aTypeThatIsNotCarriedIsNamed() {
    DatasetSpec spec = DatasetSpec.of("EVERY").withFields(List.of("TE", "LI", "SP", "GE", "DE"));

    assertThatThrownBy(() -> fixture.open(JdbcAdapter.on(fixture.pool)).dataset(spec))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("value=LI type=ARRAY")
        .hasMessageContaining("value=SP type=INTERVAL")
        .hasMessageContaining("value=GE type=GEOMETRY")
        .hasMessageContaining("value=DE type=DECFLOAT");
  }
}
