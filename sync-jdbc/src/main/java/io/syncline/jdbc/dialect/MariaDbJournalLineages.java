package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** The rows of the table {@code reader} that stand for one dataset: a row per lineage. */
final class MariaDbJournalLineages {

  private static final Field<String> READER = field(name("name"), String.class);
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
    sql.query(
            "delete from {0} where name = {1} and dataset = {2} and lineage not in (select lineage"
                + " from (select lineage from {0} where name = {1} and dataset = {2} order by"
                + " lineage = {3} desc, polled desc, seen_at desc limit {4}) as kept)",
            table, val(reader), val(site.number()), val(lineage.id()), val(JournalLineage.MOST))
        .execute();
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
    sql.deleteFrom(table)
        .where(READER.eq(lineage.reader()))
        .and(MariaDbJournal.dataset("dataset", site))
        .and(condition("lineage = {0} and not polled", val(lineage.id())))
        .execute();
  }

  Set<String> forget(Duration unseen, Duration unpolled) {
    Set<String> readers = new TreeSet<>();
    sql.resultQuery(
            "delete from {0} where dataset = {1} and (seen_at < now(6) - interval {2} second or not"
                + " polled and seen_at < now(6) - interval {3} second) returning name, polled",
            table, val(site.number()), seconds(unseen), seconds(unpolled))
        .coerce(READER, POLLED)
        .forEach(
            each -> {
              if (each.value2()) {
                readers.add(each.value1());
              }
            });
    return readers;
  }

  private static Field<?> seconds(Duration duration) {
    return field("{0} / 1000000.0", val(duration.toNanos() / 1_000));
  }
}
