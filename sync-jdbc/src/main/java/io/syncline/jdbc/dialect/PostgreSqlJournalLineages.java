package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** The rows of the table {@code reader} that stand for one dataset: a row per lineage. */
final class PostgreSqlJournalLineages {

  private static final Field<String> READER = field(name("name"), String.class);
  private static final Field<Boolean> POLLED = field(name("polled"), Boolean.class);

  private final DSLContext sql;
  private final JournalSite site;
  private final Table<?> table;

  PostgreSqlJournalLineages(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
    this.table = PostgreSqlJournal.table(site, "reader");
  }

  JournalLineage begin(String reader) {
    String id =
        sql.resultQuery(
                "insert into {0} (name, dataset, settled) values ({1}, {2},"
                    + " pg_snapshot_xmin(pg_current_snapshot())) returning cast(lineage as text)",
                table, val(reader), val(site.number()))
            .fetchSingle(0, String.class);
    sql.query(
            "delete from {0} where ctid = any(array(select ctid from {0} where name = {1} and"
                + " dataset = {2} order by lineage = {3} desc, polled desc, seen_at desc"
                + " offset {4}))",
            table, val(reader), val(site.number()), uuid(id), val(JournalLineage.MOST))
        .execute();
    return new JournalLineage(reader, id);
  }

  void register(JournalLineage lineage) {
    sql.query(
            "insert into {0} (name, dataset, lineage, settled) values ({1}, {2}, {3},"
                + " pg_snapshot_xmin(pg_current_snapshot()))"
                + " on conflict (name, dataset, lineage) do update set seen_at = now()",
            table, val(lineage.reader()), val(site.number()), uuid(lineage.id()))
        .execute();
  }

  void advance(JournalLineage lineage, long settled) {
    sql.query(
            "insert into {0} (name, dataset, lineage, polled, settled)"
                + " values ({1}, {2}, {3}, true, {4}) on conflict (name, dataset, lineage)"
                + " do update set polled = true, settled = excluded.settled, seen_at = now()",
            table,
            val(lineage.reader()),
            val(site.number()),
            uuid(lineage.id()),
            PostgreSqlJournal.xid(settled))
        .execute();
  }

  void giveUp(JournalLineage lineage) {
    sql.deleteFrom(table)
        .where(READER.eq(lineage.reader()))
        .and(PostgreSqlJournal.dataset("dataset", site))
        .and(condition("lineage = {0} and not polled", uuid(lineage.id())))
        .execute();
  }

  Set<String> forget(Duration unseen, Duration unpolled) {
    Set<String> readers = new TreeSet<>();
    sql.deleteFrom(table)
        .where(PostgreSqlJournal.dataset("dataset", site))
        .and(unseenFor(unseen).or(condition("not polled").and(unseenFor(unpolled))))
        .returningResult(READER, POLLED)
        .fetch()
        .forEach(
            each -> {
              if (each.value2()) {
                readers.add(each.value1());
              }
            });
    return readers;
  }

  private static Condition unseenFor(Duration duration) {
    return condition(
        "seen_at < now() - {0} * interval '1 millisecond'", val((double) duration.toMillis()));
  }

  private static Field<?> uuid(String text) {
    return field("cast({0} as uuid)", val(text));
  }
}
