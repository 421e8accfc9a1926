package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * What the account and its current roles may do, as far as they may see it. On MariaDB rights are
 * told by four catalogues, from those on everything down to those on single columns; on MySQL by
 * {@link MySqlGrants}.
 */
final class MariaDbRights {

  /** The latter on MariaDB. */
  private static final List<String> TRUSTED = List.of("SUPER", "BINLOG ADMIN");

  private static final Field<String> PRIVILEGE = field("privilege_type", String.class);

  private MariaDbRights() {}

  /** Of the rights on a whole server. */
  static List<String> missing(DSLContext sql, List<String> wanted) {
    return grants(sql)
        .map(each -> each.missing(Optional.empty(), wanted))
        .orElseGet(() -> without(wanted, Set.copyOf(everywhere(sql))));
  }

  /** Of the rights on a table; a right to some of its columns will do for all but DELETE. */
  static List<String> missing(DSLContext sql, TableName table, List<String> wanted) {
    return grants(sql)
        .map(each -> each.missing(Optional.of(table), wanted))
        .orElseGet(() -> without(wanted, catalogued(sql, table)));
  }

  private static Optional<MySqlGrants> grants(DSLContext sql) {
    return sql.family() == SQLDialect.MYSQL
        ? Optional.of(new MySqlGrants(sql.fetch("show grants").getValues(0, String.class)))
        : Optional.empty();
  }

  private static Set<String> catalogued(DSLContext sql, TableName table) {
    String schema = table.schema().orElseThrow();
    Set<String> has = new TreeSet<>(everywhere(sql));
    has.addAll(granted(sql, "schema_privileges", condition("{0} like table_schema", val(schema))));
    Condition named =
        condition("table_schema = {0} and table_name = {1}", val(schema), val(table.table()));
    has.addAll(granted(sql, "table_privileges", named));
    has.addAll(granted(sql, "column_privileges", named));
    return has;
  }

  /** Whether a binary log is no hindrance to whoever has the right TRIGGER. */
  static boolean mayMakeTriggers(DSLContext sql) {
    boolean trusted =
        sql.select(
                field(
                    "@@global.log_bin = 0 or @@global.log_bin_trust_function_creators = 1",
                    Boolean.class))
            .fetchSingle()
            .value1();
    return trusted || missing(sql, TRUSTED).size() < TRUSTED.size();
  }

  private static List<String> everywhere(DSLContext sql) {
    return granted(sql, "user_privileges", condition("true"));
  }

  private static List<String> granted(DSLContext sql, String catalogue, Condition where) {
    return sql.fetch(
            select(PRIVILEGE)
                .from(table("information_schema." + catalogue))
                .where(where)
                .and(
                    condition(
                        "grantee in (concat('''', replace(current_user(), '@', '''@'''), ''''),"
                            + " concat('''', current_role(), ''''),"
                            + " concat('''', current_role(), '''@'''''))")))
        .getValues(PRIVILEGE);
  }

  private static List<String> without(List<String> wanted, Set<String> has) {
    return wanted.stream().filter(each -> !has.contains(each)).toList();
  }
}
