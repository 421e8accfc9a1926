package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.SQLDataType;

/** The rows of the table {@code journal} that stand for one dataset. */
final class MariaDbJournalEntries {

  private final DSLContext sql;
  private final JournalSite site;

  MariaDbJournalEntries(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
  }

  List<JournalEntry> of(JournalRange range, int most) {
    return PositionedEntries.of(
        sql,
        MariaDbJournal.table(site, "journal"),
        MariaDbJournal.dataset("dataset", site),
        range,
        most);
  }

  /** Looked at first by a query that locks nothing: a lock would hold up whoever purges. */
  Optional<Query> noting() {
    Field<String> any = val((String) null, SQLDataType.CLOB);
    Query line =
        sql.query(
            "insert into {0} (dataset, operation, {1}, moved_to) values ({2}, {3}, {4}, {5})",
            MariaDbJournal.table(site, "journal"),
            name("key"),
            inline(site.number()),
            any,
            any,
            any);
    return sql.select(inline(1))
        .from(MariaDbJournal.table(site, "dataset"))
        .where(MariaDbJournal.dataset("number", site))
        .fetchOptional()
        .map(known -> line);
  }

  /** The floor is raised with the first bite: who is below it is told so, and reads no half. */
  int purge(int most) {
    sql.query(
            "update {0} set purged = greatest(purged, coalesce((select min(settled) from {1} where"
                + " dataset = {2}), purged)) where number = {2}",
            MariaDbJournal.table(site, "dataset"),
            MariaDbJournal.table(site, "reader"),
            val(site.number()))
        .execute();
    List<Long> old =
        sql.select(field("position", Long.class))
            .from(MariaDbJournal.table(site, "journal"))
            .where(MariaDbJournal.dataset("dataset", site))
            .and(
                condition(
                    "position < (select purged from {0} where number = {1})",
                    MariaDbJournal.table(site, "dataset"), val(site.number())))
            .orderBy(field("position"))
            .limit(val(most))
            .fetch(row -> row.value1());
    return old.isEmpty() ? 0 : delete(old);
  }

  /** One by one, since the end of a range would be locked, where others may be writing. */
  private int delete(List<Long> positions) {
    return sql.query(
            "delete j from {0} as j force index (primary) where j.position in ({1})",
            MariaDbJournal.table(site, "journal"),
            list(positions.stream().map(each -> inline(each)).toList()))
        .execute();
  }
}
