package io.syncline.jdbc.diff;

import io.syncline.diff.range.CanonicalText;
import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** SHA-256 over the canonical text. */
final class PortableDigester implements RowDigester {

  private final TableDialect dialect;
  private final List<Column> columns;
  private final List<DigestField> fields;
  private final CanonicalText twin;

  PortableDigester(JdbcTable table, List<DigestField> fields) {
    this.dialect = table.dialect();
    this.columns = table.digested();
    this.fields = List.copyOf(fields);
    if (fields.size() != columns.size()) {
      throw new IllegalArgumentException(
          "must be as many as " + table.digested().size() + " columns: fields=" + fields);
    }
    for (int i = 0; i < columns.size(); i++) {
      check(columns.get(i), fields.get(i));
    }
    this.twin = new CanonicalText(fields);
  }

  private void check(Column column, DigestField field) {
    dialect.canonical(column, field, DSL.field(DSL.name(column.name())));
    if (column.type().kind() != field.kind()) {
      throw new IllegalArgumentException(
          "must be " + column.type().kind() + ": column=" + column.name() + " field=" + field);
    }
  }

  @Override
  public String function() {
    return twin.function();
  }

  @Override
  public Field<Long> digest(List<? extends Field<?>> values) {
    List<Field<String>> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      texts.add(dialect.canonical(columns.get(i), fields.get(i), values.get(i)));
    }
    return dialect.sha256(texts);
  }
}
