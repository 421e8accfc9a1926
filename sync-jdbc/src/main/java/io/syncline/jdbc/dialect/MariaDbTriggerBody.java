package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.sql;

import io.syncline.jdbc.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.SQL;

/**
 * What the triggers of one table do: note the key of each row. They run with the rights of whoever
 * made them, and with the settings of that session, so whoever writes to the table needs no right
 * to the journal. Lines are added as values, since an insert from a query would hold back those of
 * other transactions until its end.
 */
final class MariaDbTriggerBody {

  private static final Field<String> ESCAPE = field("char(92 using utf8mb4)", String.class);
  private static final Field<String> BETWEEN = field("char(124 using utf8mb4)", String.class);

  private final DSLContext context;
  private final JournalSite site;
  private final boolean nullable;

  MariaDbTriggerBody(DSLContext context, JournalSite site) {
    this.context = context;
    this.site = site;
    this.nullable = site.key().stream().anyMatch(Column::nullable);
  }

  String inserted() {
    return body("begin {0} end", noted(JournalOperation.WRITTEN, "new"));
  }

  String deleted() {
    return body("begin {0} end", noted(JournalOperation.DELETED, "old"));
  }

  /** A key that becomes null is a row that is gone, to those who know rows by it. */
  String updated() {
    return body(
        "begin if not (cast({0} as binary) <=> cast({1} as binary)) then {2} end if; {3} end",
        key("old"), key("new"), moved(), noted(JournalOperation.WRITTEN, "new"));
  }

  private String body(String template, QueryPart... parts) {
    return context.renderInlined(query(template, parts));
  }

  private SQL noted(JournalOperation operation, String row) {
    SQL note =
        sql(
            "insert into {0} (dataset, operation, {1}) values ({2}, {3}, {4});",
            MariaDbJournal.table(site, "journal"),
            name("key"),
            inline(site.number()),
            inline(operation.code()),
            key(row));
    return nullable ? sql("if {0} is not null then {1} end if;", key(row), note) : note;
  }

  private SQL moved() {
    SQL note =
        sql(
            "insert into {0} (dataset, operation, {1}, moved_to) values ({2}, if({4} is null, 'D',"
                + " 'M'), {3}, {4});",
            MariaDbJournal.table(site, "journal"),
            name("key"),
            inline(site.number()),
            key("old"),
            key("new"));
    return nullable ? sql("if {0} is not null then {1} end if;", key("old"), note) : note;
  }

  /** In the form of {@link io.syncline.model.NativeKey#toString()}; null where a part is. */
  private Field<String> key(String row) {
    MariaDb dialect = new MariaDb(MariaDb.Product.MARIADB);
    List<Field<String>> parts = new ArrayList<>();
    for (Column column : site.key()) {
      Field<String> text = dialect.shown(column, field(name(row, column.name())));
      parts.add(
          column.form().isFree()
              ? field(
                  "replace(replace({0}, {1}, concat({1}, {1})), {2}, concat({1}, {2}))",
                  String.class, text, ESCAPE, BETWEEN)
              : text);
    }
    return parts.stream()
        .reduce((left, right) -> field("concat({0}, {1}, {2})", String.class, left, BETWEEN, right))
        .orElseThrow();
  }
}
