package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * What the account may do: an administrator and the owner of a schema all, others what the account
 * or a role of its was granted on the table. Rights on a whole schema only administrators can look
 * up; they count as missing.
 */
final class H2Rights {

  private H2Rights() {}

  static boolean isAdministrator(DSLContext sql) {
    return sql.fetchExists(
        selectOne()
            .from(table("information_schema.users"))
            .where("user_name = current_user and is_admin"));
  }

  static boolean owns(DSLContext sql, String schema) {
    return isAdministrator(sql)
        || sql.fetchExists(
            selectOne()
                .from(table("information_schema.schemata"))
                .where("schema_owner = current_user")
                .and(condition("schema_name = {0}", val(schema))));
  }

  static List<String> missing(DSLContext sql, TableName table, List<String> wanted) {
    String schema = table.schema().orElseThrow();
    if (owns(sql, schema)) {
      return List.of();
    }
    Condition named =
        condition("table_schema = {0} and table_name = {1}", val(schema), val(table.table()));
    Set<String> has =
        sql.select(field("privilege_type", String.class))
            .from(table("information_schema.table_privileges"))
            .where(named)
            .and(
                "(grantee in (current_user, 'PUBLIC')"
                    + " or grantee in (select role_name from information_schema.roles))")
            .fetchSet(0, String.class);
    return wanted.stream().filter(each -> !has.contains(each)).toList();
  }
}
