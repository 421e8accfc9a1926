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
    return clustered(sql)
        .map(told -> "a server by itself, and no cluster: " + told)
        .or(() -> site.table().flatMap(each -> unfit(sql, each).or(() -> cascades(sql, site))));
  }

  /** Of Galera, or of MySQL's groups; only where the server has it is there such a variable. */
  private static Optional<String> clustered(DSLContext sql) {
    return sql
        .fetch(
            "show global variables where variable_name = 'wsrep_on' and value = 'ON' or"
                + " variable_name = 'group_replication_single_primary_mode' and value = 'OFF'")
        .stream()
        .map(row -> row.get(0, String.class) + "=" + row.get(1, String.class))
        .findFirst();
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
}
