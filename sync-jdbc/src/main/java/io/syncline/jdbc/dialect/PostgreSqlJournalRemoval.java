package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * Says how to remove what a dataset needs; the journal's own tables go with the last dataset, and
 * their schema where nothing else is in it. Triggers go first: while one stands, what it calls must
 * stand too, or the application could not write.
 */
final class PostgreSqlJournalRemoval {

  private final DSLContext sql;
  private final JournalSite site;
  private final List<Query> queries = new ArrayList<>();

  PostgreSqlJournalRemoval(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
  }

  List<Query> all() {
    site.table().ifPresent(this::triggers);
    if (isThere("dataset")) {
      entries();
    }
    return queries;
  }

  private void triggers(TableName table) {
    PostgreSqlTriggers triggers = PostgreSqlTriggers.of(sql, site);
    if (triggers.isPartitioned()) {
      String truncate = PostgreSqlTriggers.name(site, PostgreSqlTriggers.TRUNCATE);
      PostgreSqlJournalParts.partitions(sql, site, true, truncate)
          .forEach(each -> queries.add(PostgreSqlJournalFunction.removing(truncate, each.name())));
    }
    triggers
        .found()
        .forEach(
            each -> queries.add(PostgreSqlJournalFunction.removing(each.name(), table.name())));
    if (sql.fetchExists(
        sql.selectOne()
            .from("pg_proc as p join pg_namespace as n on n.oid = p.pronamespace")
            .where(
                condition(
                    "n.nspname = {0} and p.proname = {1}",
                    val(site.schema()), val(PostgreSqlJournalFunction.name(site)))))) {
      queries.add(new PostgreSqlJournalFunction(sql, site, false).removing());
    }
  }

  private void entries() {
    boolean others =
        sql.fetchExists(
            PostgreSqlJournal.table(site, "dataset"),
            condition("number <> {0}", val(site.number())));
    if (!others) {
      for (String each : List.of("reader", "journal", "dataset")) {
        if (isThere(each)) {
          queries.add(query("drop table {0}", PostgreSqlJournal.table(site, each)));
        }
      }
      if (isAlone()) {
        queries.add(query("drop schema {0}", name(site.schema())));
      }
    } else if (sql.fetchExists(
        PostgreSqlJournal.table(site, "dataset"), condition("number = {0}", val(site.number())))) {
      delete("reader", "dataset");
      delete("journal", "dataset");
      delete("dataset", "number");
    }
  }

  private void delete(String table, String column) {
    queries.add(
        query(
            "delete from {0} where {1} = {2}",
            PostgreSqlJournal.table(site, table), field(name(column)), inline(site.number())));
  }

  private boolean isThere(String table) {
    return sql.fetchExists(
        sql.selectOne()
            .from("pg_class as c join pg_namespace as n on n.oid = c.relnamespace")
            .where(
                condition("n.nspname = {0} and c.relname = {1}", val(site.schema()), val(table))));
  }

  /** Whether the schema is ours, with nothing in it but what goes. */
  private boolean isAlone() {
    return sql.fetchExists(
        sql.selectOne()
            .from("pg_namespace as n")
            .where(
                condition(
                    "n.nspname = {0} and pg_has_role(n.nspowner, 'USAGE') and not exists (select"
                        + " from pg_class as c where c.relnamespace = n.oid and c.relkind in ('r',"
                        + " 'p', 'v', 'm', 'f') and c.relname not in ('dataset', 'journal',"
                        + " 'reader')) and not exists (select from pg_proc as p where"
                        + " p.pronamespace = n.oid and p.proname <> {1})",
                    val(site.schema()), val(PostgreSqlJournalFunction.name(site)))));
  }
}
