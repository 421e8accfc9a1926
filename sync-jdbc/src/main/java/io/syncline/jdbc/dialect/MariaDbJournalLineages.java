package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Table;

/** The rows of the table {@code reader} that stand for one dataset: a row per lineage. */
final class MariaDbJournalLineages {

  private static final Field<String> NAME = field(name("name"), String.class);
  private static final Field<String> LINEAGE = field(name("lineage"), String.class);
  private static final Field<Boolean> POLLED = field(name("polled"), Boolean.class);

  private final DSLContext sql;
  private final JournalSite site;
  private final Table<?> table;

  MariaDbJournalLineages(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
    this.table = MariaDbJournal.table(site, "reader");
  }

  /**
   * All positions below were settled when somebody looked: what one lineage knows of them holds for
   * every dataset.
   */
  long floor() {
    return sql.select(
            field(
                "greatest(coalesce((select max(settled) from {0}), 1),"
                    + " coalesce((select max(purged) from {1}), 1))",
                Long.class, table, MariaDbJournal.table(site, "dataset")))
        .fetchSingle()
        .value1();
  }

  JournalLineage begin(String reader) {
    JournalLineage lineage = new JournalLineage(reader, UUID.randomUUID().toString());
    register(lineage);
    sql
        .select(LINEAGE)
        .from(table)
        .where(NAME.eq(reader))
        .and(MariaDbJournal.dataset("dataset", site))
        .orderBy(
            field("lineage = {0} desc", val(lineage.id())),
            field("polled desc"),
            field("seen_at desc"))
        .limit(Integer.MAX_VALUE)
        .offset(JournalLineage.MOST)
        .fetch(LINEAGE)
        .stream()
        .sorted() // all who do this go by one order, so that none waits for one who waits for it
        .forEach(each -> delete(new JournalLineage(reader, each), noCondition()));
    return lineage;
  }

  void register(JournalLineage lineage) {
    sql.query(
            "insert into {0} (name, dataset, lineage, settled) values ({1}, {2}, {3}, {4})"
                + " on duplicate key update seen_at = now(6)",
            table, val(lineage.reader()), val(site.number()), val(lineage.id()), val(floor()))
        .execute();
  }

  void advance(JournalLineage lineage, long settled) {
    sql.query(
            "insert into {0} (name, dataset, lineage, polled, settled)"
                + " values ({1}, {2}, {3}, true, {4}) on duplicate key"
                + " update polled = true, settled = {4}, seen_at = now(6)",
            table, val(lineage.reader()), val(site.number()), val(lineage.id()), val(settled))
        .execute();
  }

  void giveUp(JournalLineage lineage) {
    delete(lineage, not(condition(POLLED)));
  }

  Set<String> forget(Duration unseen, Duration unpolled) {
    Condition old =
        condition(
            "(seen_at < now(6) - interval {0} second or not polled and seen_at < now(6) - interval"
                + " {1} second)",
            seconds(unseen), seconds(unpolled));
    Set<String> readers = new TreeSet<>();
    for (Record3<String, String, Boolean> row :
        sql.select(NAME, LINEAGE, POLLED)
            .from(table)
            .where(MariaDbJournal.dataset("dataset", site))
            .and(old)
            .orderBy(NAME, LINEAGE)
            .fetch()) {
      boolean gone = delete(new JournalLineage(row.value1(), row.value2()), old);
      if (gone && row.value3()) {
        readers.add(row.value1());
      }
    }
    return readers;
  }

  /**
   * By its primary key, after a search that locks nothing: a search that locks would wait for the
   * rows of others who begin, and they for ours.
   */
  private boolean delete(JournalLineage lineage, Condition also) {
    return sql.deleteFrom(table)
            .where(NAME.eq(lineage.reader()))
            .and(MariaDbJournal.dataset("dataset", site))
            .and(LINEAGE.eq(lineage.id()))
            .and(also)
            .execute()
        > 0;
  }

  private static Field<?> seconds(Duration duration) {
    return field("{0} / 1000000.0", val(duration.toNanos() / 1_000));
  }
}
