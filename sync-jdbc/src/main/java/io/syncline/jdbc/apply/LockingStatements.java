package io.syncline.jdbc.apply;

import io.syncline.jdbc.capture.KeyReader;
import io.syncline.jdbc.dialect.JoinedWrites;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.InsertValuesStepN;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/**
 * For databases whose updates and deletes do not tell which rows they changed: the rows that are as
 * they must be are locked first, by which they stay so, then changed, then read back. Three
 * statements, whatever the number of rows.
 */
final class LockingStatements implements Statements {

  private final RowForm form;
  private final Session session;
  private final JoinedWrites writes;

  LockingStatements(RowForm form, Session session, JoinedWrites writes) {
    this.form = form;
    this.session = session;
    this.writes = writes;
  }

  /** Keys that are there are left out; what other uniqueness is in the way makes it fail. */
  @Override
  public List<Record> insert(List<Prepared> rows, boolean skipping) {
    List<Prepared> missing = skipping ? missing(rows) : rows;
    if (missing.isEmpty()) {
      return List.of();
    }
    List<Optional<List<String>>> keys = new ArrayList<>();
    int atOnce = writes.valuesOfInsert() == 0 ? missing.size() : writes.valuesOfInsert();
    for (int from = 0; from < missing.size(); from += atOnce) {
      keys.addAll(made(missing.subList(from, Math.min(missing.size(), from + atOnce))));
    }
    Map<Integer, Record> made = KeyReader.select(session, form, keys);
    List<Record> inOrder = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Optional.ofNullable(made.get(i)).ifPresent(inOrder::add);
    }
    return inOrder;
  }

  /** The keys of rows that are made by one statement. */
  private List<Optional<List<String>>> made(List<Prepared> rows) {
    InsertOnDuplicateStep<?> insert = writes.valuesOfInsert() == 0 ? select(rows) : values(rows);
    if (rows.get(0).form().keyed()) {
      insert.execute();
      return rows.stream().map(Prepared::key).toList();
    }
    if (!writes.returnsKeys()) {
      insert.execute();
      return numbered(rows, writes.numbers(session.sql()));
    }
    return insert.returning(assignedKey()).fetch().stream()
        .map(row -> Optional.of(form.keyParts(row)))
        .toList();
  }

  /** What of a key was not sent is a number. */
  private List<Optional<List<String>>> numbered(List<Prepared> rows, JoinedWrites.Numbers numbers) {
    List<Optional<List<String>>> keys = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row fields = rows.get(i).fields();
      String number = Long.toString(numbers.of(i));
      keys.add(
          Optional.of(
              form.key().stream()
                  .map(part -> fields.has(part.name()) ? Sent.text(part, fields) : number)
                  .toList()));
    }
    return keys;
  }

  private InsertOnDuplicateStep<?> select(List<Prepared> rows) {
    Sent sent = new Sent(form.dialect(), rows);
    Map<Field<?>, Field<?>> values = sent.values(form, rows.get(0).form());
    return session
        .sql()
        .insertInto(form.unaliased(), values.keySet())
        .select(DSL.select(values.values()).from(sent.table()).orderBy(Sent.place()));
  }

  private InsertOnDuplicateStep<?> values(List<Prepared> rows) {
    List<Field<?>> columns = new ArrayList<>();
    rows.get(0).form().columns().forEach(each -> columns.add(DSL.field(DSL.name(each))));
    InsertValuesStepN<?> insert = session.sql().insertInto(form.unaliased(), columns);
    for (List<Field<?>> each : Sent.lists(form, rows)) {
      insert = insert.values(each);
    }
    return insert;
  }

  private List<Prepared> missing(List<Prepared> rows) {
    Map<Integer, Record> there =
        KeyReader.select(session, form, rows.stream().map(Prepared::key).toList());
    List<Prepared> missing = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!there.containsKey(i)) {
        missing.add(rows.get(i));
      }
    }
    return missing;
  }

  private List<SelectField<?>> assignedKey() {
    List<SelectField<?>> key = new ArrayList<>();
    for (int i = 0; i < form.key().size(); i++) {
      Column column = form.key().get(i);
      key.add(form.dialect().shown(column, form.bare(column)).as("k" + i));
    }
    return key;
  }

  @Override
  public Map<Integer, Record> update(List<Prepared> rows) {
    List<Integer> places = List.copyOf(lock(rows));
    if (places.isEmpty()) {
      return Map.of();
    }
    List<Prepared> locked = places.stream().map(rows::get).toList();
    Sent sent = new Sent(form.dialect(), locked);
    Condition isKey = sent.key(form);
    Map<Field<?>, Field<?>> values = sent.values(form, locked.get(0).form());
    if (!values.isEmpty()) {
      writes.update(session.sql(), form.table(), sent.table(), isKey, values).execute();
    }
    Map<Integer, Record> byPlace = new HashMap<>();
    KeyReader.select(session, form, locked.stream().map(Prepared::key).toList())
        .forEach((i, row) -> byPlace.put(places.get(i), row));
    return byPlace;
  }

  @Override
  public Set<Integer> delete(List<Prepared> rows) {
    Set<Integer> places = lock(rows);
    if (!places.isEmpty()) {
      Sent sent = new Sent(form.dialect(), places.stream().map(rows::get).toList());
      Condition isKey = sent.key(form);
      writes.delete(session.sql(), form.table(), sent.table(), isKey).execute();
    }
    return places;
  }

  /** The places of the rows that are as they must be, and stay so. */
  private Set<Integer> lock(List<Prepared> rows) {
    Sent sent = new Sent(form.dialect(), rows);
    Condition target = sent.target(form, rows.get(0).form());
    Set<Integer> places = new TreeSet<>();
    writes
        .locked(
            session
                .sql()
                .select(Sent.place().as("n"))
                .from(sent.table())
                .join(form.table())
                .on(target),
            form.table())
        .fetch()
        .forEach(row -> places.add(row.get("n", Integer.class) - 1));
    return places;
  }
}
