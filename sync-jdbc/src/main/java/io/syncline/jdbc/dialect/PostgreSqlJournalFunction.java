package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.table;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.SQL;

/**
 * The function that the triggers of one table call, and the triggers.
 *
 * <p>It runs with the rights of its owner and a search path of its own, so whoever writes to the
 * table needs no right to the journal, and can put nothing of theirs in its way. It notes keys
 * only, once per statement. Old and new rows of a statement come as two sets without an order, so a
 * changed key is caught row by row, by a trigger that fires for no other row.
 */
final class PostgreSqlJournalFunction {

  /** Texts of these depend on settings of the session that writes. */
  private static final Set<TextForm> SHOWN_BY_SETTINGS =
      Set.of(TextForm.DATE, TextForm.DATE_TIME, TextForm.INSTANT, TextForm.SINGLE, TextForm.REAL);

  private static final String NOTE = "insert into {0} (dataset, operation, key) ";

  private final DSLContext context;
  private final JournalSite site;
  private final boolean partitioned;

  PostgreSqlJournalFunction(DSLContext context, JournalSite site, boolean partitioned) {
    this.context = context;
    this.site = site;
    this.partitioned = partitioned;
  }

  static String name(JournalSite site) {
    return "note_" + site.digits();
  }

  private Name function() {
    return org.jooq.impl.DSL.name(site.schema(), name(site));
  }

  /** What stands between {@code begin} and {@code end}, as the catalogue keeps it. */
  String body() {
    return context.renderInlined(
        query(
            partitioned
                ? "begin if tg_op = 'TRUNCATE' then {0};"
                    + " elsif tg_op = 'DELETE' then {1};"
                    + " else if tg_op = 'UPDATE' then {2}; end if; {3};"
                    + " end if; return null; end"
                : "begin if tg_level = 'ROW' then {2};"
                    + " elsif tg_op = 'TRUNCATE' then {0};"
                    + " elsif tg_op = 'DELETE' then {1};"
                    + " else {3};"
                    + " end if; return null; end",
            truncated(),
            partitioned ? noted("D", "old", "") : noted("D", "r", " from old_rows as r"),
            moved(),
            partitioned ? noted("W", "new", "") : noted("W", "r", " from new_rows as r")));
  }

  private SQL truncated() {
    return sql(
        NOTE + "values ({1}, {2}, '')",
        PostgreSqlJournal.table(site, "journal"),
        inline(site.number()),
        inline(JournalOperation.TRUNCATED.code()));
  }

  private SQL noted(String operation, String row, String from) {
    boolean nullable = site.key().stream().anyMatch(Column::nullable);
    return sql(
        NOTE + "select {1}, {2}, {3}" + from + (nullable ? " where {3} is not null" : ""),
        PostgreSqlJournal.table(site, "journal"),
        inline(site.number()),
        inline(operation),
        key(row));
  }

  /** A key that becomes null is a row that is gone, to those who know rows by it. */
  private SQL moved() {
    return sql(
        "insert into {0} (dataset, operation, key, moved_to) select {1}, case when {3} is null then"
            + " 'D' else 'M' end, {2}, {3} where {2} is not null and {2} is distinct from {3}",
        PostgreSqlJournal.table(site, "journal"), inline(site.number()), key("old"), key("new"));
  }

  /** In the form of {@link io.syncline.model.NativeKey#toString()}; null where a part is. */
  private Field<String> key(String row) {
    List<Field<String>> parts = new ArrayList<>();
    for (Column column : site.key()) {
      Field<String> text =
          new PostgreSql().shown(column, field(org.jooq.impl.DSL.name(row, column.name())));
      parts.add(
          column.form().isFree()
              ? field(
                  "replace(replace({0}, chr(92), chr(92) || chr(92)), chr(124), chr(92) ||"
                      + " chr(124))",
                  String.class, text)
              : text);
    }
    return parts.stream()
        .reduce((left, right) -> field("{0} || chr(124) || {1}", String.class, left, right))
        .orElseThrow();
  }

  List<Query> making() {
    boolean settings = site.key().stream().map(Column::form).anyMatch(SHOWN_BY_SETTINGS::contains);
    return List.of(
        query(
            "create or replace function {0}() returns trigger language plpgsql security definer set"
                + " search_path = pg_catalog, pg_temp"
                + (settings ? " set datestyle = 'ISO, MDY' set extra_float_digits = 1" : "")
                + " as {1}",
            function(),
            inline(body())),
        query("revoke all on function {0}() from public", function()));
  }

  Query removing() {
    return query("drop function {0}()", function());
  }

  /** Made and set to fire always, for what is replicated into the table too. */
  List<Query> making(String trigger, Name on) {
    return List.of(
        query(
            "create trigger {0} after " + event(trigger) + " execute function {2}()",
            name(trigger),
            table(on),
            function(),
            list(keys("old")),
            list(keys("new"))),
        enabling(trigger, on));
  }

  static Query enabling(String trigger, Name on) {
    return query("alter table {0} enable always trigger {1}", table(on), name(trigger));
  }

  static Query removing(String trigger, Name on) {
    return query("drop trigger {0} on {1}", name(trigger), table(on));
  }

  private static Name name(String text) {
    return org.jooq.impl.DSL.name(text);
  }

  private static String event(String trigger) {
    return switch (trigger.split("_", -1)[1]) {
      case PostgreSqlTriggers.INSERT ->
          "insert on {1} referencing new table as new_rows for each statement";
      case PostgreSqlTriggers.UPDATE ->
          "update on {1} referencing new table as new_rows for each statement";
      case PostgreSqlTriggers.DELETE ->
          "delete on {1} referencing old table as old_rows for each statement";
      case PostgreSqlTriggers.MOVE ->
          "update on {1} for each row when (({3}) is distinct from ({4}))";
      case PostgreSqlTriggers.ROWS -> "insert or update or delete on {1} for each row";
      default -> "truncate on {1} for each statement";
    };
  }

  private List<Field<?>> keys(String row) {
    List<Field<?>> keys = new ArrayList<>();
    site.key().forEach(each -> keys.add(field(org.jooq.impl.DSL.name(row, each.name()))));
    return keys;
  }
}
