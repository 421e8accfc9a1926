package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.ExchangeStates;
import io.syncline.jdbc.schema.TableShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A table in which the other side tells which of its records it changed, a row for each change, and
 * in which we answer each row.
 *
 * @param number tells the rows apart, and their order
 * @param message where the reason of a refusal is told
 * @param key the columns that name the record, in the order of the dataset's key
 */
public record OutboundTable(
    TableShape shape,
    Column number,
    Column state,
    Optional<Column> message,
    List<Column> key,
    ExchangeStates states) {

  private static final Field<Long> NUMBER = field(name("n"), Long.class);

  public OutboundTable {
    key = List.copyOf(key);
  }

  /**
   * One row.
   *
   * @param key its parts as text; null: NULL
   */
  record Entry(long number, List<@Nullable String> key) {}

  /**
   * The rows that nobody has dealt with, the first of them. By state too, though they have but one:
   * some databases take the order from an index only if it is said as the index has it.
   */
  List<Entry> open(Session session, Dialect dialect, int most) {
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(aliased(number).as(NUMBER));
    for (int part = 0; part < key.size(); part++) {
      fields.add(dialect.shown(key.get(part), RowForm.aliased(key.get(part))).as("k" + part));
    }
    return session
        .sql()
        .select(fields)
        .from(table().as(name(RowForm.ALIAS)))
        .where(is(dialect, aliased(state), states.open()))
        .orderBy(aliased(state), aliased(number))
        .limit(most)
        .fetch(this::entry);
  }

  private Entry entry(Record row) {
    List<@Nullable String> parts = new ArrayList<>();
    for (int part = 0; part < key.size(); part++) {
      parts.add(row.get("k" + part, String.class));
    }
    return new Entry(row.get(NUMBER), parts);
  }

  /** The highest number that was dealt with; 0 where none was. */
  long lastDone(Session session, Dialect dialect) {
    Field<Long> numbers = aliased(number);
    Long last =
        session
            .sql()
            .select(DSL.max(numbers))
            .from(table().as(name(RowForm.ALIAS)))
            .where(is(dialect, aliased(state), states.done()))
            .fetchOne(0, Long.class);
    return last == null ? 0 : last;
  }

  /** Answers that these were taken in; those that have an answer keep it. */
  void done(Session session, Dialect dialect, List<Long> numbers) {
    answer(session, dialect, numbers, states.done(), "");
  }

  /** Answers that this one cannot be taken in. */
  void refuse(Session session, Dialect dialect, long number, String reason) {
    answer(session, dialect, List.of(number), states.failed(), reason);
  }

  private void answer(
      Session session, Dialect dialect, List<Long> numbers, String answer, String reason) {
    Map<Field<?>, Field<?>> set = new LinkedHashMap<>();
    set.put(field(name(state.name())), dialect.stored(state, val(answer)));
    if (!reason.isEmpty()) {
      message.ifPresent(
          each -> set.put(field(name(each.name())), dialect.stored(each, val(reason))));
    }
    session
        .sql()
        .update(table())
        .set(set)
        .where(field(name(number.name()), Long.class).in(numbers))
        .and(is(dialect, field(name(state.name())), states.open()))
        .execute();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the column's own type
  private Condition is(Dialect dialect, Field<?> column, String word) {
    return ((Field) column).eq(dialect.comparable(state, val(word)));
  }

  private static Field<Long> aliased(Column column) {
    return field(name(RowForm.ALIAS, column.name()), Long.class);
  }

  private Table<?> table() {
    return DSL.table(shape.name().name());
  }
}
