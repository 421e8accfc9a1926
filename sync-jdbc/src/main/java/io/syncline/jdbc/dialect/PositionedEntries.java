package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** Entries of a journal that are known by their positions alone; see {@link JournalGaps}. */
final class PositionedEntries {

  static final Field<Long> POSITION = field(name("position"), Long.class);
  static final Field<String> OPERATION = field(name("operation"), String.class);
  static final Field<String> KEY = field(name("key"), String.class);
  static final Field<String> MOVED_TO = field(name("moved_to"), String.class);

  private PositionedEntries() {}

  /**
   * The first {@code most} of a range.
   *
   * @param ours which of the entries stand for the dataset
   */
  static List<JournalEntry> of(
      DSLContext sql, Table<?> journal, Condition ours, JournalRange range, int most) {
    List<JournalSnapshot.Span> spans = Spans.between(range.seen(), range.upTo());
    if (spans.isEmpty()) {
      return List.of();
    }
    return sql.select(POSITION, OPERATION, KEY, MOVED_TO)
        .from(journal)
        .where(ours)
        .and(JournalGaps.within(spans))
        .and(
            range
                .last()
                .map(last -> condition("{0} > {1}", POSITION, val(last.position())))
                .orElse(noCondition()))
        .orderBy(POSITION)
        .limit(val(most))
        .fetch(
            row ->
                new JournalEntry(
                    row.value1(),
                    row.value1(),
                    JournalOperation.of(row.value2()),
                    row.value3(),
                    Optional.ofNullable(row.value4())));
  }
}
