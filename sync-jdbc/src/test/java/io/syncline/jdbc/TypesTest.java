package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.WriteOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypesTest {

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void everything() {
    fixture.run(
        "create type mood as enum ('sad', 'it''s ok')",
        "create domain positive as int check (value > 0)",
        "create table every (id int primary key, bo bool, i2 int2, i4 int4, i8 int8, de numeric,"
            + " d2 numeric(12,2), f8 float8, te text, vc varchar(5), ch char(3), by bytea, da date,"
            + " ti time, ts timestamp, tz timestamptz, uu uuid, js json, jb jsonb, li text[],"
            + " mo mood, po positive, twice int generated always as (i4 * 2) stored, pt point)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Map<String, Value>> limits() {
    return Stream.of(
        Map.of("bo", Value.of(true), "i2", Value.of(-32768), "i4", Value.of(Integer.MIN_VALUE / 2)),
        Map.of("bo", Value.of(false), "i2", Value.of(32767), "i8", Value.of(Long.MAX_VALUE)),
        Map.of("i8", Value.of(Long.MIN_VALUE)),
        Map.of("de", Value.of(new BigDecimal("-123456789012345678901234567890.000000000001"))),
        Map.of(
            "de",
            Value.of(new BigDecimal("1E+30")),
            "d2",
            Value.of(new BigDecimal("9999999999.99"))),
        Map.of("f8", Value.of(Double.MAX_VALUE), "te", Value.of("")),
        Map.of("f8", Value.of(Double.MIN_VALUE), "te", Value.of(" trailing  ")),
        Map.of("f8", Value.of(Double.NaN), "te", Value.of("😀é \\ ' \" {,} NULL \n\t")),
        Map.of("f8", Value.of(Double.NEGATIVE_INFINITY), "te", Value.of("NULL")),
        Map.of("f8", Value.of(-0.0), "vc", Value.of("😀😀😀😀😀"), "ch", Value.of("ab")),
        Map.of(
            "by", Value.of(new byte[] {0, -1, 92, 39}), "da", Value.of(LocalDate.of(2024, 2, 29))),
        Map.of("by", Value.of(new byte[0]), "da", Value.of(LocalDate.of(-43, 3, 15))),
        Map.of("da", Value.of(LocalDate.of(10000, 1, 1)), "ti", Value.of(LocalTime.MIDNIGHT)),
        Map.of("ti", Value.of(LocalTime.of(23, 59, 59, 999_999_000))),
        Map.of("ts", Value.of(LocalDateTime.of(1582, 10, 14, 1, 2, 3, 4_000))),
        Map.of("ts", Value.of(LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999_999_000))),
        Map.of("tz", Value.of(Instant.parse("2024-03-31T01:30:00.123456Z"))),
        Map.of("tz", Value.of(Instant.parse("-4712-01-01T00:00:00Z"))),
        Map.of("uu", Value.of(new UUID(-1, 0)), "mo", Value.of("it's ok"), "po", Value.of(1)),
        Map.of("js", Value.of("{\"b\" : 1,  \"a\":[]}"), "jb", Value.of("{\"a\": [null]}")),
        Map.of(
            "li",
            new Value.Sequence(
                List.of(
                    Value.of("a,b"),
                    Value.of(""),
                    Value.NULL,
                    Value.of("NULL"),
                    Value.of("\"\\")))),
        Map.of("li", new Value.Sequence(List.of())));
  }

  @Test
  void everyTypeRoundTripsAtItsLimits() {
    Dataset every = fixture.dataset("every");
    int id = 0;
    for (Map<String, Value> fields : limits().toList()) {
      String key = "" + ++id;
      WriteOutcome outcome = write(every, creation("w" + id, key, fields)).get(0);
      assertThat(outcome).as("%s", fields).isInstanceOf(WriteOutcome.Applied.class);
      Row row = read(every, key).row();
      fields.forEach((name, value) -> assertThat(row.get(name)).contains(value));
      assertThat(((WriteOutcome.Applied) outcome).shown()).contains(row);

      Precondition shown = new Precondition.FieldsAre(Fixture.row(fields));
      assertThat(write(every, update("u" + id, key, shown, Map.of("i2", 7))).get(0))
          .as("old values %s", fields)
          .isInstanceOf(WriteOutcome.Applied.class);
    }
  }

  @Test
  void whatDoesNotFitIsRejectedWithItsField() {
    Dataset every = fixture.dataset("every");
    Map<String, Value> bad =
        Map.of(
            "i2", Value.of(32768),
            "i4", Value.of(1L << 31),
            "d2", Value.of(new BigDecimal("10000000000")),
            "te", Value.of("a\0b"),
            "vc", Value.of("123456"),
            "mo", Value.of("glad"),
            "bo", Value.of("true"),
            "twice", Value.of(2));
    bad.forEach(
        (name, value) ->
            assertThat(write(every, creation("w" + name, "1", Map.of(name, value))).get(0))
                .isInstanceOfSatisfying(
                    WriteOutcome.Rejected.class,
                    rejected -> assertThat(rejected.errors().get(0).field()).isEqualTo(name)));

    Map<String, Value> told =
        Map.of(
            "js", Value.of("{"),
            "po", Value.of(-1),
            "te", Value.of("\ud800"),
            "tz", Value.of(Instant.MAX));
    told.forEach(
        (name, value) ->
            assertThat(write(every, creation("x" + name, "1", Map.of(name, value))).get(0))
                .isInstanceOf(WriteOutcome.Rejected.class));
    assertThat(fixture.ask("select count(*) from every")).isEqualTo("0");
  }

  @Test
  void aValueThatIsNoneOfOursIsLeftOutAndTheRestIsShown() {
    fixture.run(
        "insert into every (id, te, tz, da, de, ts) values"
            + " (1, 'x', 'infinity', '-infinity', 'NaN', null)");

    Row row = read(fixture.dataset("every"), "1").row();

    assertThat(row.names()).contains("te", "ts").doesNotContain("tz", "da", "de");
    assertThat(row.get("ts")).contains(Value.NULL);
  }

  @Test
  void theSchemaTellsTypesKeysAndWhatIsComputed() {
    DatasetSchema schema =
        fixture.dataset("every").schemaReader().orElseThrow().describe(Fixture.LIMIT);

    assertThat(schema.fields().stream().map(field -> field.name() + " " + field.type()))
        .contains(
            "d2 decimal(12,2)",
            "vc text(5)",
            "ch text(3)",
            "tz instant",
            "js text",
            "li list(text)",
            "mo oneOf(sad, it's ok)",
            "po integer",
            "ts date_time",
            "f8 double");
    assertThat(schema.field("id").orElseThrow().keyPart()).isTrue();
    assertThat(schema.field("id").orElseThrow().nullable()).isFalse();
    assertThat(schema.field("twice").orElseThrow().readOnly()).isTrue();
    assertThat(schema.field("pt")).isEmpty();
    assertThat(fixture.dataset("every").schemaReader().orElseThrow().describe(Fixture.LIMIT))
        .isEqualTo(schema);

    fixture.run("alter table every add column more int");
    assertThat(
            fixture
                .dataset("every")
                .schemaReader()
                .orElseThrow()
                .describe(Fixture.LIMIT)
                .fingerprint())
        .isNotEqualTo(schema.fingerprint());
  }

  @Test
  void everyFaultOfASpecIsTold() {
    DatasetSpec spec = DatasetSpec.of("every").withKey("nokey").withFields(List.of("te", "pt"));

    assertThatThrownBy(() -> fixture.adapter().dataset(spec))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("key: must be one of [id, bo,")
        .hasMessageContaining("fields: must be of a type that is carried: value=pt type=point");
    assertThatThrownBy(
            () ->
                fixture
                    .adapter()
                    .dataset(
                        DatasetSpec.of("every").withOptions(Map.of("fed", "x", "version", "y"))))
        .hasMessage(
            "options.fed: must be one of [feed, feed.column, feed.inbound, feed.message,"
                + " feed.number, feed.operation, feed.operations, feed.outbound, feed.overlap,"
                + " feed.publication, feed.reader, feed.request, feed.retained, feed.retention,"
                + " feed.schema, feed.slot, feed.state, feed.states, feed.zone, large, version];"
                + " options.version: must be one of [row, column:NAME, digest, none]: value=y");
    assertThatThrownBy(() -> fixture.dataset("nothing"))
        .hasMessage("dataset: must be one of [public.every]: value=nothing");
  }
}
