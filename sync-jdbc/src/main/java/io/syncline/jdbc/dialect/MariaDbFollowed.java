package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What a journal must know of a table that it follows, and of its server. */
final class MariaDbFollowed {

  private MariaDbFollowed() {}

  /**
   * What is written elsewhere comes in an order of its own, of transactions that do not show here.
   */
  static Optional<String> refusal(DSLContext sql, JournalSite site) {
    if (sql.select(field("@@global.read_only", Integer.class)).fetchSingle().value1() != 0) {
      return Optional.of("a primary server: read_only=ON");
    }
    if (sql.fetchExists(
        sql.selectOne()
            .from(table("information_schema.global_variables"))
            .where("variable_name = 'WSREP_ON' and variable_value = 'ON'"))) {
      return Optional.of("a server by itself, and no cluster: wsrep_on=ON");
    }
    return site.table().flatMap(followed -> unfit(sql, followed).or(() -> cascades(sql, site)));
  }

  private static Optional<String> unfit(DSLContext sql, TableName followed) {
    String engine =
        sql.select(field("coalesce(engine, table_type)", String.class))
            .from(table("information_schema.tables"))
            .where(named("table_schema", followed))
            .fetchOptional(row -> row.value1())
            .orElse("none");
    return engine.equals("InnoDB")
        ? Optional.empty()
        : Optional.of("a table of InnoDB: engine=" + engine);
  }

  /** Rows that a foreign key deletes or changes fire no triggers. */
  static Optional<String> cascades(DSLContext sql, JournalSite site) {
    List<String> constraints =
        sql.select(
                field(
                    "concat(constraint_name, ' on delete ', lower(delete_rule), ' on update ',"
                        + " lower(update_rule))",
                    String.class))
            .from(table("information_schema.referential_constraints"))
            .where(named("constraint_schema", site.table().orElseThrow()))
            .and(
                "(delete_rule not in ('RESTRICT', 'NO ACTION')"
                    + " or update_rule not in ('RESTRICT', 'NO ACTION'))")
            .orderBy(field("constraint_name"))
            .fetch(row -> row.value1());
    return constraints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "a table whose rows no foreign key changes, since that fires no triggers:"
                + " constraints="
                + constraints);
  }

  private static Condition named(String schema, TableName followed) {
    return condition(
        "{0} = {1} and table_name = {2}",
        field(schema), val(followed.schema().orElseThrow()), val(followed.table()));
  }

  /**
   * The numbers by which InnoDB knows the table and its partitions. Whoever truncates or rebuilds
   * one leaves another; adding or renaming a column does not.
   */
  static String stamp(DSLContext sql, JournalSite site) {
    TableName followed = site.table().orElseThrow();
    return sql.select(field("coalesce(group_concat(table_id order by table_id), '')", String.class))
        .from(table("information_schema.innodb_sys_tables"))
        .where(
            condition(
                "cast(substring_index(name, '#', 1) as binary) = concat(cast(convert({0} using"
                    + " filename) as binary), '/', cast(convert({1} using filename) as binary))",
                val(followed.schema().orElseThrow()), val(followed.table())))
        .fetchSingle()
        .value1();
  }
}
