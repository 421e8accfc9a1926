package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;

/**
 * The journal in PostgreSQL: a transaction is known by its full number, which repeats after a crash
 * only, where nothing of the transaction was on disk.
 */
final class PostgreSqlJournal implements JournalSql {

  /** No such table, no such schema. */
  private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

  private static final String NO_SUCH_COLUMN = "42703";

  private static final int PAGE_HEADER = 24;

  private static final String USUAL_SCHEMA = "syncline";
  private static final String FOLLOWED =
      "a table, plain or partitioned, that no other inherits from";

  private static final Field<Long> TRANSACTION =
      field("cast(cast(transaction as text) as bigint)", Long.class);

  /**
   * A server that recovers from a crash has lost its statistics, even where only one of its
   * processes was killed and the server itself was not started anew.
   */
  private static final Field<String> GENERATION =
      field(
          "concat(extract(epoch from pg_postmaster_start_time()), ' ', (select extract(epoch from"
              + " stats_reset) from pg_stat_bgwriter))",
          String.class);

  static Table<?> table(JournalSite site, String name) {
    return org.jooq.impl.DSL.table(name(site.schema(), name));
  }

  @Override
  public String usualSchema(TableName table) {
    return USUAL_SCHEMA;
  }

  @Override
  public Optional<String> refusal(DSLContext sql, JournalSite site) {
    return site.table().filter(table -> !canFollow(sql, table)).map(table -> FOLLOWED);
  }

  /** Of a table that others inherit from, triggers see but what is written through itself. */
  private static boolean canFollow(DSLContext sql, TableName wanted) {
    return sql.fetchExists(
        sql.selectOne()
            .from("pg_class as c join pg_namespace as n on n.oid = c.relnamespace")
            .where(
                condition(
                    "n.nspname = {0} and c.relname = {1}",
                    val(wanted.schema().orElseThrow()), val(wanted.table())))
            .and(
                condition(
                    "(c.relkind = 'p' or c.relkind = 'r' and not exists (select from pg_inherits as"
                        + " i where i.inhparent = c.oid))")));
  }

  @Override
  public List<JournalPart> parts(DSLContext sql, JournalSite site) {
    return new PostgreSqlJournalParts(sql, site).all();
  }

  @Override
  public List<Query> removal(DSLContext sql, JournalSite site) {
    return new PostgreSqlJournalRemoval(sql, site).all();
  }

  @Override
  public void claim(DSLContext sql, JournalSite site, Duration wait) {
    sql.select(
            field(
                "set_config('lock_timeout', {0}, true)", String.class, val(wait.toMillis() + "ms")))
        .fetch();
    sql.select(
            field(
                "pg_advisory_xact_lock(hashtextextended({0}, 0))",
                Object.class, val("syncline journal " + site.schema())))
        .fetch();
  }

  @Override
  public JournalState state(DSLContext sql, JournalSite site) {
    Optional<? extends Record> found;
    try {
      found =
          sql.select(
                  field(
                      "cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)",
                      Long.class),
                  field("cast(incarnation as text)", String.class),
                  number("purged"),
                  GENERATION,
                  wal("pg_current_wal_insert_lsn()"),
                  wal("pg_current_wal_flush_lsn()"),
                  field("(select count(lineage) from {0} where false)", table(site, "reader")))
              .from(table(site, "dataset"))
              .where(dataset("number", site))
              .fetchOptional();
    } catch (DataAccessException e) {
      SQLException told = e.getCause(SQLException.class);
      String state = told == null ? "" : String.valueOf(told.getSQLState());
      if (state.equals(NO_SUCH_COLUMN)) {
        throw JournalSql.uninstalled(
            site, "the journal is of an older version in schema " + site.schema());
      }
      if (NOT_THERE.contains(state)) {
        throw JournalSql.uninstalled(site, "there is no journal in schema " + site.schema());
      }
      throw e;
    }
    Record row =
        found.orElseThrow(() -> JournalSql.uninstalled(site, "the journal knows no such dataset"));
    return new JournalState(
        row.get(0, Long.class),
        row.get(1, String.class) + triggers(sql, site),
        row.get(2, Long.class),
        Optional.of(
            new JournalDurability(
                row.get(3, String.class), row.get(4, Long.class), row.get(5, Long.class))));
  }

  /**
   * As a number of bytes. A standby shows only what is on its disk. At the border of two pages the
   * insert position lies behind the next page's header of {@value #PAGE_HEADER} bytes, the flush
   * position before it.
   */
  private static Field<Long> wal(String position) {
    return field(
        "case when pg_is_in_recovery() then 0 else (select at - case when at %"
            + " cast(current_setting('wal_block_size') as bigint) = {0} then {0} else 0 end from"
            + " (select cast("
            + position
            + " - '0/0' as bigint) as at) as wal) end",
        Long.class,
        inline(PAGE_HEADER));
  }

  /**
   * The rows of the catalogue by which the triggers are known: whoever disables one, and enables it
   * again, leaves another number.
   */
  private static String triggers(DSLContext sql, JournalSite site) {
    if (site.table().isEmpty()) {
      return "";
    }
    PostgreSqlTriggers triggers = PostgreSqlTriggers.of(sql, site);
    List<String> faults =
        triggers.wanted().stream()
            .flatMap(each -> triggers.fault(each).map(why -> each + " " + why).stream())
            .toList();
    if (!faults.isEmpty()) {
      throw JournalSql.uninstalled(site, String.join(", ", faults));
    }
    return triggers.stamp();
  }

  @Override
  public JournalSnapshot snapshot(
      DSLContext sql, JournalSite site, Optional<JournalSnapshot> seen, JournalLook look) {
    return JournalSnapshot.parse(
            sql.select(field("cast(pg_current_snapshot() as text)", String.class))
                .fetchSingle()
                .value1())
        .cut();
  }

  /** None is noted where the dataset is not known. */
  @Override
  public Optional<Query> noting(DSLContext sql, JournalSite site) {
    Field<String> any = val((String) null, SQLDataType.CLOB);
    return Optional.of(
        sql.query(
            "insert into {0} (dataset, operation, key, moved_to) select number, {1}, {2}, {3} from"
                + " {4} where number = {5}",
            table(site, "journal"), any, any, any, table(site, "dataset"), inline(site.number())));
  }

  /**
   * Two looks, each of which an index answers in order: at the transactions that had been open, and
   * at those that had not begun.
   */
  @Override
  public List<JournalEntry> entries(
      DSLContext sql, JournalSite site, JournalRange range, int most) {
    List<JournalEntry> entries = new ArrayList<>();
    boolean past =
        range.last().map(last -> last.transaction() >= range.seen().next()).orElse(false);
    if (!range.seen().open().isEmpty() && !past) {
      String open = "{" + range.seen().openNumbers() + "}";
      entries.addAll(
          select(
              sql,
              site,
              range,
              condition("transaction = any(cast({0} as xid8[]))", val(open)),
              most));
    }
    if (entries.size() < most) {
      entries.addAll(
          select(
              sql,
              site,
              range,
              from(range.seen().next()).and(behind(range)),
              most - entries.size()));
    }
    return entries;
  }

  private static List<JournalEntry> select(
      DSLContext sql, JournalSite site, JournalRange range, Condition which, int most) {
    return sql.select(
            TRANSACTION,
            field("position", Long.class),
            field("cast(operation as text)", String.class),
            field("key", String.class),
            field("moved_to", String.class))
        .from(table(site, "journal"))
        .where(dataset("dataset", site))
        .and(which)
        .and(behind(range))
        .and(condition("transaction < {0}", xid(range.upTo().next())))
        .and(
            condition(
                "pg_visible_in_snapshot(transaction, cast({0} as pg_snapshot))",
                val(range.upTo().toString())))
        .orderBy(field("transaction"), field("position"))
        .limit(val(most))
        .fetch(
            row ->
                new JournalEntry(
                    row.value1(),
                    row.value2(),
                    JournalOperation.of(row.value3()),
                    row.value4(),
                    Optional.ofNullable(row.value5())));
  }

  private static Condition from(long transaction) {
    return condition("transaction >= {0}", xid(transaction));
  }

  private static Condition behind(JournalRange range) {
    return range
        .last()
        .map(
            last ->
                condition(
                    "(transaction, position) > ({0}, {1})",
                    xid(last.transaction()), val(last.position())))
        .orElse(noCondition());
  }

  @Override
  public JournalLineage begin(DSLContext sql, JournalSite site, String reader) {
    return lineages(sql, site).begin(reader);
  }

  @Override
  public void register(DSLContext sql, JournalSite site, JournalLineage lineage) {
    lineages(sql, site).register(lineage);
  }

  @Override
  public void advance(DSLContext sql, JournalSite site, JournalLineage lineage, long settled) {
    lineages(sql, site).advance(lineage, settled);
  }

  @Override
  public void giveUp(DSLContext sql, JournalSite site, JournalLineage lineage) {
    lineages(sql, site).giveUp(lineage);
  }

  @Override
  public Set<String> forget(DSLContext sql, JournalSite site, Duration unseen, Duration unpolled) {
    return lineages(sql, site).forget(unseen, unpolled);
  }

  private static PostgreSqlJournalLineages lineages(DSLContext sql, JournalSite site) {
    return new PostgreSqlJournalLineages(sql, site);
  }

  /** The floor is raised with the first bite: who is below it is told so, and reads no half. */
  @Override
  public int purge(DSLContext sql, JournalSite site, int most) {
    sql.query(
            "update {0} as d set purged = r.floor from (select settled as floor from {1} where"
                + " dataset = {2} order by settled limit 1) as r where d.number = {2} and d.purged"
                + " < r.floor",
            table(site, "dataset"), table(site, "reader"), val(site.number()))
        .execute();
    return sql.query(
            "delete from {0} where ctid = any(array(select j.ctid from {0} as j where j.dataset ="
                + " {1} and j.transaction < (select d.purged from {2} as d where d.number = {1})"
                + " limit {3}))",
            table(site, "journal"), val(site.number()), table(site, "dataset"), val(most))
        .execute();
  }

  static Condition dataset(String column, JournalSite site) {
    return condition("{0} = {1}", field(name(column)), val(site.number()));
  }

  private static Field<Long> number(String column) {
    return field("cast(cast({0} as text) as bigint)", Long.class, field(name(column)));
  }

  static Field<?> xid(long number) {
    return field("cast({0} as xid8)", val(Long.toString(number)));
  }
}
