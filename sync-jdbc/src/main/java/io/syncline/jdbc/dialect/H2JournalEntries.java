package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The rows of the table {@code journal} that stand for one dataset, as they come and go. */
final class H2JournalEntries {

  private final DSLContext sql;
  private final JournalSite site;
  private final Table<?> journal;
  private final Table<?> dataset;

  H2JournalEntries(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
    this.journal = H2Journal.table(site, "journal");
    this.dataset = H2Journal.table(site, "dataset");
  }

  Optional<Query> noting() {
    Field<String> any = val((String) null, SQLDataType.VARCHAR);
    Query line =
        sql.insertInto(
                journal,
                H2Journal.DATASET,
                PositionedEntries.OPERATION,
                PositionedEntries.KEY,
                PositionedEntries.MOVED_TO)
            .values(inline(site.number()), any, any, any);
    return sql.fetchExists(dataset, H2Journal.NUMBER.eq(site.number()))
        ? Optional.of(line)
        : Optional.empty();
  }

  /** The floor is raised with the first bite: who is below it is told so, and reads no half. */
  int purge(int most) {
    Field<Long> needed =
        field(
            select(min(H2Journal.SETTLED))
                .from(H2Journal.table(site, "reader"))
                .where(H2Journal.DATASET.eq(site.number())));
    sql.update(dataset)
        .set(
            H2Journal.PURGED,
            field("greatest({0}, coalesce({1}, {0}))", Long.class, H2Journal.PURGED, needed))
        .where(H2Journal.NUMBER.eq(site.number()))
        .execute();
    return sql.deleteFrom(journal)
        .where(H2Journal.DATASET.eq(site.number()))
        .and(
            PositionedEntries.POSITION.lt(
                select(H2Journal.PURGED).from(dataset).where(H2Journal.NUMBER.eq(site.number()))))
        .limit(most)
        .execute();
  }
}
