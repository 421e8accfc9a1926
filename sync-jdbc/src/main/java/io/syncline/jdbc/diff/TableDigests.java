package io.syncline.jdbc.diff;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.FieldType;
import io.syncline.model.ValueKind;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.spi.AdapterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that digest the columns of a schema.
 *
 * @param table with just the schema's columns
 * @param all the cheapest first
 * @param refusals why others cannot
 */
record TableDigests(JdbcTable table, List<RowDigester> all, List<String> refusals) {

  /** A digest in a result. */
  static final Column COLUMN =
      new Column(
          "digest",
          TextForm.BIG,
          FieldType.integer(),
          "",
          "",
          "",
          false,
          false,
          false,
          "",
          0,
          true);

  static TableDigests of(JdbcTable whole, PackedSchema schema, Duration within) {
    JdbcTable table =
        whole.columns(schema.fields().stream().map(PackedField::name).toArray(String[]::new));
    List<RowDigester> all = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    try {
      RowDigester.own(table, within).ifPresent(all::add);
    } catch (IllegalArgumentException e) {
      refusals.add(e.getMessage());
    }
    try {
      all.add(RowDigester.portable(table, schema.all().stream().map(TableDigests::field).toList()));
    } catch (IllegalArgumentException e) {
      refusals.add(e.getMessage());
    }
    return new TableDigests(table, List.copyOf(all), List.copyOf(refusals));
  }

  /** At the precision that both sides have. */
  private static DigestField field(PackedField field) {
    ValueKind kind = field.type().kind();
    DigestField finest = DigestField.of(kind);
    if (finest.digits() == 0 || field.fraction() == DigestField.MOST_DIGITS) {
      return finest;
    }
    if (field.fraction() > DigestField.MOST_DIGITS) {
      throw new IllegalArgumentException(
          "must be no finer than microseconds: column="
              + field.name()
              + " digits="
              + field.fraction());
    }
    return new DigestField(kind, field.fraction());
  }

  /** The first of those that are wanted. */
  RowDigester of(List<String> functions) {
    return functions.stream()
        .map(this::find)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new AdapterException.Unsupported(
                    table.name()
                        + ": must be one of "
                        + all.stream().map(RowDigester::function).toList()
                        + ": functions="
                        + functions
                        + (refusals.isEmpty() ? "" : " since " + String.join("; ", refusals))));
  }

  private Optional<RowDigester> find(String function) {
    return all.stream().filter(each -> each.function().equals(function)).findFirst();
  }
}
