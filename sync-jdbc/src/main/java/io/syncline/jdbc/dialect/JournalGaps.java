package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.or;

import io.syncline.jdbc.dialect.JournalSnapshot.Doubt;
import io.syncline.jdbc.dialect.JournalSnapshot.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Table;

/**
 * Which positions of a journal may still come.
 *
 * <p>A position is given when an entry is written, and shows when its transaction commits. So one
 * that is missing below one that shows belongs to a transaction that is open, or to none: it was
 * rolled back, never used, or purged by another dataset. Time tells nothing about it, the open
 * transactions do. Before each snapshot they are looked at. A transaction that writes entries is
 * among them from before its first entry: on MariaDB it has changed or read a row before that, on
 * H2 it counts as open while it runs a statement:
 *
 * <ul>
 *   <li>A position that was missing in one snapshot can only be of a transaction that is open at
 *       the following look; these are its owners.
 *   <li>Each look strikes off owners that are gone. Once none is left, what is still missing in a
 *       snapshot after one more look will never come. (One more, since a transaction may leave the
 *       list a moment before its rows show.)
 *   <li>Positions that are found missing meanwhile wait until that is settled, and get owners then.
 * </ul>
 *
 * <p>Missing positions are kept as spans, so that one transaction of a million rows is a few. They
 * hold up nothing but the purge.
 */
final class JournalGaps {

  private static final Field<Long> POSITION = PositionedEntries.POSITION;
  private static final Field<Long> FOLLOWING = field(name("following"), Long.class);

  private final DSLContext sql;
  private final Table<?> journal;

  /**
   * @param journal the table of the entries of all datasets
   */
  JournalGaps(DSLContext sql, Table<?> journal) {
    this.sql = sql;
    this.journal = journal;
  }

  /** What the running transaction shows, where {@code seen} was shown before it. */
  JournalSnapshot after(JournalSnapshot seen, JournalLook look) {
    Long last = sql.select(max(POSITION)).from(journal).fetchSingle().value1();
    long next = last == null ? seen.next() : Math.max(seen.next(), last + 1);
    List<Span> missing = missing(seen, next);
    Doubt doubt = seen.doubt();
    if (look.whole() && doubt.owners().isEmpty()) {
      missing = Spans.without(missing, List.of(new Span(0, doubt.below() - 1)));
      doubt = new Doubt(seen.next(), look.transactions());
    } else if (look.whole()) {
      Set<String> left = new HashSet<>(doubt.owners());
      left.retainAll(look.transactions());
      doubt = new Doubt(doubt.below(), left);
    }
    long settled = missing.isEmpty() ? next : missing.get(0).first();
    return new JournalSnapshot(settled, next, missing, doubt).cut();
  }

  private List<Span> missing(JournalSnapshot seen, long next) {
    List<Span> open = Spans.open(seen, next);
    if (open.isEmpty()) {
      return List.of();
    }
    Result<Record2<Long, Long>> steps =
        sql.select(POSITION, FOLLOWING)
            .from(
                "(select {0}, lead({0}) over (order by {0}) as {1} from (select {2} as {0}"
                    + " union all select {3} union all select {0} from {4} where {5}) as shown)"
                    + " as steps",
                POSITION,
                FOLLOWING,
                inline(open.get(0).first() - 1),
                inline(next),
                journal,
                within(open))
            .where(condition("{0} > {1} + 1", FOLLOWING, POSITION))
            .orderBy(POSITION)
            .fetch();
    List<Span> gaps = new ArrayList<>();
    steps.forEach(row -> gaps.add(new Span(row.value1() + 1, row.value2() - 1)));
    return Spans.common(gaps, open);
  }

  /** Spelled out, since that is what an index serves. */
  static Condition within(List<Span> spans) {
    List<Condition> each = new ArrayList<>();
    for (Span span : spans) {
      each.add(
          condition(
              "{0} between {1} and {2}", POSITION, inline(span.first()), inline(span.last())));
    }
    return or(each);
  }
}
