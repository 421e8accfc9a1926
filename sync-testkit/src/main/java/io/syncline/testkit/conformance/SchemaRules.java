package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Image;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.conformance.Abilities.Alteration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The schema, and the values that fit it. */
final class SchemaRules {

  private SchemaRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "SC-01",
            "the schema is stable over two calls; key parts are not nullable",
            SchemaRules::stable),
        Rule.required("SC-02", "every row read matches the schema", SchemaRules::rowsMatch),
        Rule.optional(
            "SC-03",
            "an added field changes the fingerprint; a removed one raises SchemaChanged, never"
                + " wrong data",
            SchemaRules::drift),
        Rule.required(
            "SC-04", "every logical type round-trips at its limits", SchemaRules::roundTrips),
        Rule.required(
            "SC-05",
            "odd names (case, reserved words, spaces, dots, quotes) survive",
            SchemaRules::oddNames));
  }

  private static DatasetSchema schema(Bench bench) {
    return Skipped.unlessHad(bench.dataset().schemaReader(), "schema reader")
        .describe(bench.limits().call());
  }

  private static void stable(Bench bench) {
    DatasetSchema first = schema(bench);
    bench.reopen();
    assertThat(schema(bench)).as("two calls must describe the same").isEqualTo(first);
    assertThat(first.fields()).as("a schema must have fields").isNotEmpty();
    assertThat(first.fields().stream().map(NativeField::name))
        .as("field names must be distinct")
        .doesNotHaveDuplicates();
    assertThat(first.fields())
        .as("key parts must not be nullable")
        .noneMatch(field -> field.keyPart() && field.nullable());
  }

  private static void rowsMatch(Bench bench) {
    DatasetSchema schema = schema(bench);
    NativeKey key = bench.created();
    Row row = bench.there(key).row();
    row.forEach((name, value) -> assertFits(schema, name, value));
    assertThat(row.names())
        .as("a row that was read must carry every field of the schema")
        .containsAll(schema.fields().stream().map(NativeField::name).toList());
  }

  private static void assertFits(DatasetSchema schema, String name, Value value) {
    Optional<NativeField> field = schema.field(name);
    assertThat(field).as("a field that is read must be described: %s", name).isPresent();
    assertThat(field.orElseThrow().type().fault(value))
        .as("a value of %s must be of its type", name)
        .isEmpty();
    assertThat(value.isNull() && !field.orElseThrow().nullable())
        .as("a field that is not nullable must not be null: %s", name)
        .isFalse();
  }

  /** Of all fields there are, also where the subject lists those that it carries. */
  private static DatasetSchema wholeSchema(Bench bench) {
    return Skipped.unlessHad(
            bench.adapter().dataset(bench.subject().dataset().withFields(List.of())).schemaReader(),
            "schema reader")
        .describe(bench.limits().call());
  }

  private static void drift(Bench bench) {
    Alteration alteration = Skipped.unlessAble(bench.can().alteration(), "change fields");
    String before = wholeSchema(bench).fingerprint();
    NativeKey key = bench.created();
    try {
      alteration.add();
      bench.reopen();
      assertThat(wholeSchema(bench).fingerprint())
          .as("a field more must give another fingerprint")
          .isNotEqualTo(before);
      alteration.restore();
      bench.reopen();
      alteration.remove();
      assertThat(catchThrowable(() -> bench.image(key)))
          .as("a read after a carried field was removed must throw SchemaChanged")
          .isInstanceOf(AdapterException.SchemaChanged.class);
    } finally {
      alteration.restore();
    }
  }

  private static void roundTrips(Bench bench) {
    for (NativeField field : bench.fields()) {
      List<Value> values = new ArrayList<>(Samples.limits(field.type()));
      if (field.nullable()) {
        values.add(Value.NULL);
      }
      for (Value value : values) {
        read(bench, field, value);
        if (bench.dataset().writer().isPresent()) {
          written(bench, field, value);
        }
      }
    }
  }

  private static void read(Bench bench, NativeField field, Value value) {
    NativeKey key;
    try {
      key = bench.behind().create(bench.fresh().with(Row.of(field.name(), value)));
    } catch (RuntimeException refused) {
      bench.untried(field.name() + "=" + shorten(value) + ", which the system does not take");
      return;
    }
    Image image = bench.there(key);
    Optional<Value> raw = bench.behind().read(key).flatMap(row -> row.get(field.name()));
    assertThat(image.row().get(field.name()))
        .as("%s must be read as it is stored, %s", field.name(), shorten(value))
        .isEqualTo(raw);
  }

  private static void written(Bench bench, NativeField field, Value value) {
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Row before = bench.behind().read(key).orElseThrow();
    Row values = Row.of(field.name(), value);

    WriteOutcome outcome = writing.send(writing.update(key, values));

    if (outcome instanceof WriteOutcome.Rejected) {
      assertThat(bench.behind().read(key))
          .as("what is Rejected must not be written: %s", shorten(value))
          .isEqualTo(Optional.of(before));
      return;
    }
    assertThat(Writing.isDone(outcome))
        .as("%s=%s must be written or Rejected: %s", field.name(), shorten(value), outcome)
        .isTrue();
    Bench.assertShows(
        bench.behind().read(key).orElseThrow(), values, "a value written must be stored as it is");
    Bench.assertShows(bench.there(key).row(), values, "a value written must be read as it is");
  }

  /** For people, without a character that cannot be printed. */
  private static String shorten(Value value) {
    String text = value.toString();
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(20)
        .forEach(
            point ->
                shown.append(
                    Character.isISOControl(point)
                        ? String.format(Locale.ROOT, "\\u%04x", point)
                        : Character.toString(point)));
    return text.length() <= 20 ? shown.toString() : shown + "... of " + text.length();
  }

  private static void oddNames(Bench bench) {
    Subject odd = Skipped.unlessAble(bench.can().oddlyNamed(), "offer a dataset with odd names");
    try (Bench other = new Bench(odd)) {
      Row row = other.fresh();
      NativeKey key = other.behind().create(row);
      Bench.assertShows(other.there(key).row(), row, "fields with odd names must be read");
      Row edit = other.edit();
      Writing writing = other.writing();
      writing.apply(writing.update(key, edit));
      Bench.assertShows(other.raw(key), row.with(edit), "odd names must be written");
    }
  }
}
