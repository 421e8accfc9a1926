package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.jdbc.schema.TextForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Reads PostgreSQL's catalogue. */
final class PostgreSqlCatalog {

  private static final Table<?> CLASS = table(name("pg_catalog", "pg_class")).as("c");
  private static final Table<?> NAMESPACE = table(name("pg_catalog", "pg_namespace")).as("n");

  private PostgreSqlCatalog() {}

  static List<TableName> tables(DSLContext sql) {
    return sql.select(field("n.nspname", String.class), field("c.relname", String.class))
        .from(CLASS)
        .join(NAMESPACE)
        .on(condition("n.oid = c.relnamespace"))
        .where(condition("c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition"))
        .and(condition("n.nspname not in ('pg_catalog', 'information_schema')"))
        .and(condition("n.nspname not like 'pg\\_%' and has_table_privilege(c.oid, 'SELECT')"))
        .orderBy(field("n.nspname"), field("c.relname"))
        .fetch(row -> TableName.of(row.value1(), row.value2()));
  }

  static Optional<TableShape> describe(DSLContext sql, TableName wanted) {
    Condition named =
        field("c.relname", String.class)
            .eq(wanted.table())
            .and(
                wanted
                    .schema()
                    .map(schema -> field("n.nspname", String.class).eq(schema))
                    .orElse(condition("pg_table_is_visible(c.oid)")));
    return sql.select(
            field("c.oid::bigint", Long.class).as("id"),
            field("n.nspname", String.class).as("schema"),
            field("c.relkind::text", String.class).as("kind"),
            field(
                    "exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal"
                        + " and t.tgenabled <> 'D' and (t.tgtype & 66) = 0 and t.tgname !~ '"
                        + PostgreSqlTriggers.OURS
                        + "')",
                    Boolean.class)
                .as("after"))
        .from(CLASS)
        .join(NAMESPACE)
        .on(condition("n.oid = c.relnamespace"))
        .where(named)
        .and(condition("c.relkind in ('r', 'p', 'v', 'm', 'f')"))
        .fetchOptional(row -> shape(sql, wanted, row));
  }

  private static TableShape shape(DSLContext sql, TableName wanted, Record row) {
    long id = row.get("id", Long.class);
    List<Column> columns = new ArrayList<>();
    TreeMap<String, String> unsupported = new TreeMap<>();
    columns(sql, id)
        .forEach(
            each ->
                column(each)
                    .ifPresentOrElse(
                        columns::add,
                        () ->
                            unsupported.put(
                                each.get("name", String.class), each.get("shown", String.class))));
    Map<String, List<String>> constraints = new HashMap<>();
    List<String> primaryKey = new ArrayList<>();
    boolean deferred = false;
    for (Record each : constraints(sql, id)) {
      List<String> of = List.of(each.get("columns", String[].class));
      constraints.put(each.get("name", String.class), of);
      deferred |= each.get("deferred", Boolean.class);
      if (each.get("kind", String.class).equals("p")) {
        primaryKey.addAll(of);
      }
    }
    String kind = row.get("kind", String.class);
    return new TableShape(
        TableName.of(row.get("schema", String.class), wanted.table()),
        List.copyOf(columns),
        Collections.unmodifiableSortedMap(unsupported),
        List.copyOf(primaryKey),
        true,
        kind.equals("r") || kind.equals("p"),
        row.get("after", Boolean.class),
        deferred,
        Map.copyOf(constraints));
  }

  /** A domain counts as the type under it, with the domain's own modifier. */
  private static Iterable<? extends Record> columns(DSLContext sql, long id) {
    return sql.select(
            field("a.attname", String.class).as("name"),
            field("coalesce(b.typname, t.typname)", String.class).as("base"),
            field("t.typname", String.class).as("type"),
            field("tn.nspname", String.class).as("type_schema"),
            field("case when b.oid is null then a.atttypmod else t.typtypmod end", Integer.class)
                .as("modifier"),
            field("format_type(a.atttypid, a.atttypmod)", String.class).as("shown"),
            field(
                    "array(select e.enumlabel::text from pg_enum e where e.enumtypid ="
                        + " coalesce(b.oid, t.oid) order by e.enumsortorder)",
                    String[].class)
                .as("symbols"),
            field("not (a.attnotnull or t.typnotnull)", Boolean.class).as("nullable"),
            field("a.attgenerated <> '' or a.attidentity = 'a'", Boolean.class).as("generated"),
            field("a.atthasdef or a.attidentity <> ''", Boolean.class).as("assigned"),
            plainOrder().as("plain"))
        .from(table(name("pg_catalog", "pg_attribute")).as("a"))
        .join(table(name("pg_catalog", "pg_type")).as("t"))
        .on(condition("t.oid = a.atttypid"))
        .join(table(name("pg_catalog", "pg_namespace")).as("tn"))
        .on(condition("tn.oid = t.typnamespace"))
        .leftJoin(table(name("pg_catalog", "pg_type")).as("b"))
        .on(condition("b.oid = t.typbasetype"))
        .where(field("a.attrelid::bigint", Long.class).eq(val(id)))
        .and(condition("a.attnum > 0 and not a.attisdropped"))
        .orderBy(field("a.attnum"))
        .fetch();
  }

  private static Optional<Column> column(Record row) {
    String base = row.get("base", String.class);
    List<String> symbols = List.of(row.get("symbols", String[].class));
    Optional<TextForm> form = PostgreSqlTypes.form(base, symbols);
    return form.map(
        each ->
            new Column(
                row.get("name", String.class),
                each,
                PostgreSqlTypes.type(each, base, row.get("modifier", Integer.class), symbols),
                row.get("type_schema", String.class),
                row.get("type", String.class),
                "",
                row.get("nullable", Boolean.class),
                row.get("generated", Boolean.class),
                row.get("assigned", Boolean.class),
                row.get("shown", String.class),
                PostgreSqlTypes.digits(each, row.get("modifier", Integer.class)),
                row.get("plain", Boolean.class) && each != TextForm.SYMBOL));
  }

  /**
   * Whether text is compared by its bytes, which in UTF-8 is by code points: the C locale, asked
   * for or that of the database, or PostgreSQL's own one for UTF-8. Character types that are padded
   * or of fixed use are compared in ways of their own.
   */
  private static Field<Boolean> plainOrder() {
    return field(
        "current_setting('server_encoding') = 'UTF8' and (a.attcollation = 0"
            + " or t.typname not in ('bpchar', 'name') and exists (select from pg_collation l"
            + " where l.oid = a.attcollation and (l.collname in ('C', 'POSIX', 'pg_c_utf8')"
            + " or l.collname = 'default' and exists (select from pg_database d"
            + " where d.datname = current_database() and d.datcollate in ('C', 'POSIX')"
            + " and coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c'))))",
        Boolean.class);
  }

  private static Iterable<? extends Record> constraints(DSLContext sql, long id) {
    return sql.select(
            field("k.conname", String.class).as("name"),
            field("k.contype::text", String.class).as("kind"),
            field("k.condeferred", Boolean.class).as("deferred"),
            field(
                    "array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, pos)"
                        + " join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num"
                        + " order by u.pos)",
                    String[].class)
                .as("columns"))
        .from(table(name("pg_catalog", "pg_constraint")).as("k"))
        .where(field("k.conrelid::bigint", Long.class).eq(val(id)))
        .fetch();
  }
}
