package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.collation;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.schema.Column;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * PostgreSQL's hash of records. Values are hashed under types and a collation that are the same
 * whatever the column was declared as, since a hash of an enum goes by a number of this one
 * database, and one of a text by its collation.
 */
final class RecordHash implements RowDigester {

  /** Since then records can be hashed. */
  private static final int FIRST_WITH_RECORDS = 14;

  private final List<Column> columns;
  private final TableDialect dialect;
  private final boolean records;
  private final String function;

  private RecordHash(List<Column> columns, TableDialect dialect, boolean records, String function) {
    this.columns = List.copyOf(columns);
    this.dialect = dialect;
    this.records = records;
    this.function = function;
  }

  /** Makes the handshake on the connection of {@code sql}. */
  static RecordHash of(DSLContext sql, int major, List<Column> columns, TableDialect dialect) {
    return of(sql, major, columns, dialect, major >= FIRST_WITH_RECORDS);
  }

  static RecordHash of(
      DSLContext sql, int major, List<Column> columns, TableDialect dialect, boolean records) {
    String form = records ? "postgresql-record-1/" : "postgresql-text-1/";
    String types =
        columns.stream()
            .map(each -> HashType.of(each, records).label(each))
            .collect(Collectors.joining(","));
    RecordHash hash = new RecordHash(columns, dialect, records, form + major + "/" + types);
    return new RecordHash(columns, dialect, records, hash.function + "/" + hash.handshake(sql));
  }

  /** The digests of two rows of samples and one of nulls, one behind the other. */
  private String handshake(DSLContext sql) {
    List<Field<Long>> digests = new ArrayList<>();
    for (int row = 0; row <= HashType.SAMPLES; row++) {
      int sample = row;
      digests.add(
          digest(columns.stream().map(each -> HashType.of(each, records).sample(sample)).toList()));
    }
    StringBuilder answer = new StringBuilder();
    for (Long digest : sql.select(digests).fetchSingle().into(Long[].class)) {
      answer.append(HexFormat.of().toHexDigits(digest));
    }
    return answer.toString();
  }

  @Override
  public String function() {
    return function;
  }

  @Override
  public Field<Long> digest(List<? extends Field<?>> values) {
    List<Field<?>> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      parts.add(
          records
              ? HashType.of(column, true).hashed(values.get(i))
              : dialect.canonical(column, DigestField.of(column.type().kind()), values.get(i)));
    }
    return records
        ? field("hash_record_extended(row({0}), 0)", Long.class, list(parts))
        : field(
            "hashtextextended(concat({0}) collate {1}, 0)",
            Long.class, list(parts), collation(name("C")));
  }
}
