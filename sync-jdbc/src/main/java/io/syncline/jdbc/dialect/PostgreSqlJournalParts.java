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
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;

/** Looks at what a journal needs, and says how to make what is missing. */
final class PostgreSqlJournalParts {

  private static final String DATASET =
      "create table {0} (number bigint primary key, name text not null, incarnation uuid not null"
          + " default gen_random_uuid(), purged xid8 not null default"
          + " pg_snapshot_xmin(pg_current_snapshot()))";
  private static final String JOURNAL =
      "create table {0} (dataset bigint not null, transaction xid8 not null default"
          + " pg_current_xact_id(), position bigint not null generated always as identity,"
          + " operation \"char\" not null, key text not null, moved_to text,"
          + " primary key (dataset, transaction, position))";
  private static final String READER =
      "create table {0} (name text, dataset bigint, lineage uuid default gen_random_uuid(),"
          + " polled boolean not null default false, settled xid8 not null,"
          + " seen_at timestamptz not null default now(), primary key (name, dataset, lineage))";

  /** A reader had one row where older versions made the table. */
  private static final String WITH_LINEAGES =
      "alter table {0} add column lineage uuid default {1}, add column polled boolean not null"
          + " default true, drop constraint reader_pkey, add primary key (name, dataset, lineage)";

  private static final String FOR_NEW_ONES =
      "alter table {0} alter column lineage set default gen_random_uuid(),"
          + " alter column polled set default false";

  private final DSLContext sql;
  private final JournalSite site;
  private final List<JournalPart> parts = new ArrayList<>();

  PostgreSqlJournalParts(DSLContext sql, JournalSite site) {
    this.sql = sql;
    this.site = site;
  }

  List<JournalPart> all() {
    schema();
    boolean readable = table("dataset", DATASET, "SELECT", "UPDATE");
    table("journal", JOURNAL, "SELECT", "DELETE");
    if (isOfOlderVersion()) {
      Table<?> reader = PostgreSqlJournal.table(site, "reader");
      parts.add(
          JournalPart.bad(
              "table " + TableName.of(site.schema(), "reader"),
              "is of an older version",
              query(WITH_LINEAGES, reader, inline(JournalLineage.UNNAMED)),
              query(FOR_NEW_ONES, reader)));
    } else {
      table("reader", READER, "SELECT", "INSERT", "UPDATE", "DELETE");
    }
    dataset(readable);
    site.table().ifPresent(this::triggers);
    return parts;
  }

  private void schema() {
    String part = "schema " + site.schema();
    Optional<Boolean> usable =
        sql.select(field("has_schema_privilege(n.oid, 'USAGE')", Boolean.class))
            .from("pg_namespace as n")
            .where(condition("n.nspname = {0}", val(site.schema())))
            .fetchOptional(row -> row.value1());
    if (usable.isEmpty()) {
      parts.add(
          JournalPart.bad(part, "is missing", query("create schema {0}", name(site.schema()))));
    } else {
      parts.add(
          usable.get() ? JournalPart.good(part) : JournalPart.lacking(part, List.of("USAGE")));
    }
  }

  /** Whether it is there and all that is needed may be done to it. */
  private boolean table(String table, String definition, String... wanted) {
    String part = "table " + TableName.of(site.schema(), table);
    Optional<Long> id = id(site.schema(), table);
    if (id.isEmpty()) {
      parts.add(
          JournalPart.bad(
              part, "is missing", query(definition, PostgreSqlJournal.table(site, table))));
      return false;
    }
    List<String> missing = new ArrayList<>();
    for (String right : wanted) {
      if (!sql.select(
              field("has_table_privilege({0}::oid, {1})", Boolean.class, val(id.get()), val(right)))
          .fetchSingle()
          .value1()) {
        missing.add(right);
      }
    }
    parts.add(missing.isEmpty() ? JournalPart.good(part) : JournalPart.lacking(part, missing));
    return missing.isEmpty() && parts.get(0).fault().isEmpty();
  }

  private boolean isOfOlderVersion() {
    return id(site.schema(), "reader")
        .filter(
            reader ->
                !sql.fetchExists(
                    sql.selectOne()
                        .from("pg_attribute")
                        .where(
                            condition("attrelid = {0}::oid and attname = 'lineage'", val(reader)))))
        .isPresent();
  }

  private Optional<Long> id(String schema, String table) {
    return sql.select(field("c.oid::bigint", Long.class))
        .from("pg_class as c join pg_namespace as n on n.oid = c.relnamespace")
        .where(condition("n.nspname = {0} and c.relname = {1}", val(schema), val(table)))
        .fetchOptional(row -> row.value1());
  }

  private void dataset(boolean readable) {
    String part = "dataset " + site.name();
    Table<?> table = PostgreSqlJournal.table(site, "dataset");
    Query making =
        query(
            "insert into {0} (number, name) values ({1}, {2})",
            table, inline(site.number()), inline(site.name()));
    if (readable && sql.fetchExists(table, condition("number = {0}", val(site.number())))) {
      parts.add(JournalPart.good(part));
    } else if (readable || id(site.schema(), "dataset").isEmpty()) {
      parts.add(JournalPart.bad(part, "is missing", making));
    } else {
      parts.add(JournalPart.bad(part, "cannot be looked at"));
    }
  }

  private void triggers(TableName table) {
    PostgreSqlTriggers triggers = PostgreSqlTriggers.of(sql, site);
    PostgreSqlJournalFunction function =
        new PostgreSqlJournalFunction(sql, site, triggers.isPartitioned());
    parts.add(function(function));
    triggers.wanted().forEach(each -> parts.add(trigger(triggers, function, each, table.name())));
    if (triggers.isPartitioned()) {
      String truncate = PostgreSqlTriggers.name(site, PostgreSqlTriggers.TRUNCATE);
      partitionsWithout(truncate)
          .forEach(
              each ->
                  parts.add(
                      new JournalPart(
                          "trigger " + truncate + " on " + each,
                          Optional.of("is missing"),
                          function.making(truncate, each.name()))));
    }
  }

  private JournalPart function(PostgreSqlJournalFunction function) {
    String name = PostgreSqlJournalFunction.name(site);
    String part = "function " + TableName.of(site.schema(), name);
    Optional<Boolean> same =
        sql.select(
                field(
                    "p.prosrc = {0} and p.prosecdef and p.proconfig is not null",
                    Boolean.class, val(function.body())))
            .from("pg_proc as p join pg_namespace as n on n.oid = p.pronamespace")
            .where(condition("n.nspname = {0} and p.proname = {1}", val(site.schema()), val(name)))
            .fetchOptional(row -> row.value1());
    if (same.equals(Optional.of(true))) {
      return JournalPart.good(part);
    }
    String fault = same.isEmpty() ? "is missing" : "is not as it would be made";
    return new JournalPart(part, Optional.of(fault), function.making());
  }

  private JournalPart trigger(
      PostgreSqlTriggers triggers, PostgreSqlJournalFunction function, String name, Name on) {
    String part = "trigger " + name + " on " + site.table().orElseThrow();
    Optional<String> fault = triggers.fault(name);
    if (fault.isEmpty()) {
      return JournalPart.good(part);
    }
    List<Query> making = new ArrayList<>();
    Optional<PostgreSqlTriggers.Found> found = triggers.get(name);
    if (found.isPresent() && found.get().calls()) {
      making.add(PostgreSqlJournalFunction.enabling(name, on));
    } else {
      found.ifPresent(each -> making.add(PostgreSqlJournalFunction.removing(name, on)));
      making.addAll(function.making(name, on));
    }
    return new JournalPart(part, fault, making);
  }

  private List<TableName> partitionsWithout(String trigger) {
    return partitions(sql, site, false, trigger);
  }

  /** The partitions, at any depth, that have a trigger of this name, or have none. */
  static List<TableName> partitions(
      DSLContext sql, JournalSite site, boolean having, String trigger) {
    TableName table = site.table().orElseThrow();
    return sql.select(
            field("n.nspname::text", String.class), field("c.relname::text", String.class))
        .from(
            "pg_partition_tree((select p.oid from pg_class as p join pg_namespace as s on s.oid ="
                + " p.relnamespace where s.nspname = {0} and p.relname = {1})) as t join pg_class"
                + " as c on c.oid = t.relid join pg_namespace as n on n.oid = c.relnamespace",
            val(table.schema().orElseThrow()), val(table.table()))
        .where(condition("t.level > 0"))
        .and(
            condition(
                "exists (select from pg_trigger as g where g.tgrelid = c.oid and g.tgname = {0}) ="
                    + " {1}",
                val(trigger), val(having)))
        .orderBy(field("1"), field("2"))
        .fetch((Record row) -> TableName.of(row.get(0, String.class), row.get(1, String.class)));
  }
}
