package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.syncline.jdbc.capture.KeyReader;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Precondition;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/**
 * Carries out writes of one form by one statement, and a second one to tell why some were not done.
 * Fails as the statement does: the caller isolates the rows.
 */
final class GroupWriter {

  private final RowForm form;
  private final Dialect dialect;
  private final Session session;
  private final Outcomes outcomes;

  GroupWriter(RowForm form, Session session, Outcomes outcomes) {
    this.form = form;
    this.dialect = form.dialect();
    this.session = session;
    this.outcomes = outcomes;
  }

  /**
   * Writes {@code rows}, which are of one form.
   *
   * @return creates that some other uniqueness than the key's stands in the way of; to be {@link
   *     #insist}ed on one by one
   */
  List<Prepared> write(List<Prepared> rows) {
    Prepared.Form shape = rows.get(0).form();
    if (shape.kind() != WriteKind.CREATE) {
      change(shape, rows);
      return List.of();
    }
    return create(shape, rows, shape.keyed());
  }

  /** Creates that are to fail with the reason where something stands in their way. */
  void insist(List<Prepared> rows) {
    create(rows.get(0).form(), rows, false);
  }

  private List<Prepared> create(Prepared.Form shape, List<Prepared> rows, boolean skipping) {
    Sent sent = new Sent(dialect, rows);
    List<Field<?>> columns = new ArrayList<>();
    List<Field<?>> values = new ArrayList<>();
    for (String name : shape.columns()) {
      Column column = column(name);
      columns.add(field(name(name)));
      values.add(dialect.stored(column, sent.add(row -> text(column, row.fields()))));
    }
    InsertOnDuplicateStep<?> insert =
        session
            .sql()
            .insertInto(form.table(), columns)
            .select(select(values).from(sent.table()).orderBy(Sent.place()));
    List<Record> made =
        skipping
            ? fetch(insert.onConflictDoNothing().returning(form.fields()))
            : fetch(insert.returning(form.fields()));
    if (made.size() == rows.size()) {
      for (int i = 0; i < made.size(); i++) {
        applied(rows.get(i), made.get(i));
      }
      return List.of();
    }
    return shape.keyed() ? partlyMade(rows, made, skipping) : unaccounted(rows);
  }

  /** A trigger swallowed some, and nothing tells which is which: one by one it will be plain. */
  private List<Prepared> unaccounted(List<Prepared> rows) {
    if (rows.size() > 1) {
      throw new UnaccountedRows();
    }
    swallowed(rows.get(0));
    return List.of();
  }

  private void swallowed(Prepared row) {
    outcomes.set(
        row, new WriteOutcome.Rejected("", "the database took the row and kept none", List.of()));
  }

  private List<Prepared> partlyMade(List<Prepared> rows, List<Record> made, boolean skipping) {
    Map<List<String>, Record> byKey = new HashMap<>();
    made.forEach(row -> byKey.put(form.keyParts(row), row));
    List<Prepared> open = new ArrayList<>();
    for (Prepared row : rows) {
      Record found = byKey.get(row.keyParts());
      if (found == null) {
        open.add(row);
      } else {
        applied(row, found);
      }
    }
    Map<Integer, Record> current = current(open);
    List<Prepared> blocked = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Record standing = current.get(i);
      if (standing != null) {
        inTheWay(open.get(i), standing);
      } else if (skipping) {
        blocked.add(open.get(i));
      } else {
        swallowed(open.get(i));
      }
    }
    return blocked;
  }

  private void inTheWay(Prepared row, Record standing) {
    outcomes.set(
        row,
        row.write().repeated() && shows(standing, row.fields())
            ? new WriteOutcome.Unchanged(form.key(standing), form.rowVersion(standing))
            : new WriteOutcome.Duplicate(
                Optional.of(form.key(standing)), "a row with this key is there"));
  }

  private void change(Prepared.Form shape, List<Prepared> rows) {
    Sent sent = new Sent(dialect, rows);
    List<Condition> where = new ArrayList<>();
    for (int i = 0; i < form.key().size(); i++) {
      int part = i;
      Column column = form.key().get(i);
      Field<String> key = sent.add(row -> row.keyParts().get(part));
      where.add(condition("{0} = {1}", form.column(column), dialect.stored(column, key)));
    }
    if (shape.demand() == Prepared.Demand.VERSION) {
      where.add(form.version().eq(sent.add(GroupWriter::token)));
    }
    for (String name : shape.shown()) {
      Column column = column(name);
      Field<String> shown =
          sent.add(
              row -> text(column, ((Precondition.FieldsAre) row.write().precondition()).fields()));
      where.add(dialect.same(column, form.column(column), shown));
    }
    List<Record> done =
        shape.kind() == WriteKind.DELETE ? delete(sent, where) : update(shape, sent, where);
    Map<Integer, Record> byPlace = new HashMap<>();
    done.forEach(row -> byPlace.put(row.get("n", Integer.class) - 1, row));
    answer(rows, byPlace);
  }

  private List<Record> delete(Sent sent, List<Condition> where) {
    return fetch(
        session
            .sql()
            .deleteFrom(form.table())
            .using(sent.table())
            .where(and(where))
            .returning(Sent.place().as("n")));
  }

  private List<Record> update(Prepared.Form shape, Sent sent, List<Condition> where) {
    Map<Field<?>, Field<?>> set = new LinkedHashMap<>();
    for (String name : shape.columns()) {
      Column column = column(name);
      set.put(
          field(name(name)), dialect.stored(column, sent.add(row -> text(column, row.fields()))));
    }
    if (set.isEmpty()) {
      Column column = form.key().get(0);
      set.put(field(name(column.name())), form.column(column));
    }
    List<SelectField<?>> fields = new ArrayList<>(form.fields());
    fields.add(Sent.place().as("n"));
    return fetch(
        session
            .sql()
            .update(form.table())
            .set(set)
            .from(sent.table())
            .where(and(where))
            .returning(fields));
  }

  private void answer(List<Prepared> rows, Map<Integer, Record> done) {
    List<Prepared> open = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Prepared row = rows.get(i);
      Record record = done.get(i);
      if (record == null) {
        open.add(row);
      } else if (row.write().kind() == WriteKind.DELETE) {
        outcomes.set(
            row, new WriteOutcome.Applied(row.nativeKey(), Optional.empty(), Optional.empty()));
      } else {
        applied(row, record);
      }
    }
    Map<Integer, Record> current = current(open);
    for (int i = 0; i < open.size(); i++) {
      outcomes.set(open.get(i), notDone(open.get(i), Optional.ofNullable(current.get(i))));
    }
  }

  private WriteOutcome notDone(Prepared row, Optional<Record> current) {
    boolean delete = row.write().kind() == WriteKind.DELETE;
    boolean repeated = row.write().repeated();
    if (current.isEmpty()) {
      return delete && repeated
          ? new WriteOutcome.Unchanged(row.nativeKey(), Optional.empty())
          : new WriteOutcome.Missing();
    }
    Record standing = current.get();
    return !delete && repeated && shows(standing, row.fields())
        ? new WriteOutcome.Unchanged(row.nativeKey(), form.rowVersion(standing))
        : new WriteOutcome.Stale(Optional.of(form.image(standing)));
  }

  /** The rows as they are now, by their place in the list. */
  Map<Integer, Record> current(List<Prepared> rows) {
    return rows.isEmpty()
        ? Map.of()
        : KeyReader.select(session, form, rows.stream().map(Prepared::key).toList());
  }

  private boolean shows(Record standing, Row fields) {
    Row row = form.row(standing);
    return fields.toMap().entrySet().stream()
        .allMatch(
            each ->
                row.get(each.getKey())
                    .map(each.getValue()::equals)
                    .orElse(form.carried(each.getKey()).isEmpty()));
  }

  private void applied(Prepared row, Record record) {
    outcomes.set(row, appliedAs(record));
  }

  WriteOutcome appliedAs(Record record) {
    return new WriteOutcome.Applied(
        form.key(record), form.rowVersion(record), Optional.of(form.row(record)));
  }

  private Column column(String name) {
    return form.shape().column(name).orElseThrow();
  }

  static @Nullable String text(Column column, Row fields) {
    Value value = fields.get(column.name()).orElse(Value.NULL);
    return value.isNull() ? null : column.form().encode(value);
  }

  private static String token(Prepared row) {
    Precondition.VersionIs is = (Precondition.VersionIs) row.write().precondition();
    return ((Version.Opaque) is.version()).token();
  }

  private static List<Record> fetch(ResultQuery<?> statement) {
    return new ArrayList<>(statement.fetch());
  }

  /** More was sent than came back. */
  static final class UnaccountedRows extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
