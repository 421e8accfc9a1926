package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.select;

import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Record;
import org.jooq.SelectField;

/** One statement each, which returns the rows that it changed. */
final class ReturningStatements implements Statements {

  private final RowForm form;
  private final Session session;

  ReturningStatements(RowForm form, Session session) {
    this.form = form;
    this.session = session;
  }

  @Override
  public List<Record> insert(List<Prepared> rows, boolean skipping) {
    Sent sent = new Sent(form.dialect(), rows);
    Map<Field<?>, Field<?>> values = sent.values(form, rows.get(0).form());
    InsertOnDuplicateStep<?> insert =
        session
            .sql()
            .insertInto(form.table(), values.keySet())
            .select(select(values.values()).from(sent.table()).orderBy(Sent.place()));
    return new ArrayList<>(
        skipping
            ? insert.onConflictDoNothing().returning(form.fields()).fetch()
            : insert.returning(form.fields()).fetch());
  }

  @Override
  public Map<Integer, Record> update(List<Prepared> rows) {
    Sent sent = new Sent(form.dialect(), rows);
    Condition target = sent.target(form, rows.get(0).form());
    Map<Field<?>, Field<?>> values = sent.values(form, rows.get(0).form());
    if (values.isEmpty()) {
      Column column = form.key().get(0);
      values.put(form.bare(column), form.column(column));
    }
    List<SelectField<?>> fields = new ArrayList<>(form.fields());
    fields.add(Sent.place().as("n"));
    Map<Integer, Record> byPlace = new HashMap<>();
    session
        .sql()
        .update(form.table())
        .set(values)
        .from(sent.table())
        .where(target)
        .returning(fields)
        .fetch()
        .forEach(row -> byPlace.put(row.get("n", Integer.class) - 1, row));
    return byPlace;
  }

  @Override
  public Set<Integer> delete(List<Prepared> rows) {
    Sent sent = new Sent(form.dialect(), rows);
    Condition target = sent.target(form, rows.get(0).form());
    Set<Integer> places = new TreeSet<>();
    session
        .sql()
        .deleteFrom(form.table())
        .using(sent.table())
        .where(target)
        .returning(Sent.place().as("n"))
        .fetch()
        .forEach(row -> places.add(row.get("n", Integer.class) - 1));
    return places;
  }
}
