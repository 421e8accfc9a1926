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
import org.jooq.Field;

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
            .from(table("INFORMATION_SCHEMA.USERS"))
            .where("USER_NAME = current_user and IS_ADMIN"));
  }

  static boolean owns(DSLContext sql, String schema) {
    return isAdministrator(sql)
        || sql.fetchExists(
            selectOne()
                .from(table("INFORMATION_SCHEMA.SCHEMATA"))
                .where("SCHEMA_OWNER = current_user")
                .and(condition("SCHEMA_NAME = {0}", val(schema))));
  }

  static List<String> missing(DSLContext sql, TableName table, List<String> wanted) {
    String schema = table.schema().orElseThrow();
    if (owns(sql, schema)) {
      return List.of();
    }
    Condition named =
        condition("TABLE_SCHEMA = {0} and TABLE_NAME = {1}", val(schema), val(table.table()));
    Set<String> has =
        sql.select(field("PRIVILEGE_TYPE", String.class))
            .from(table("INFORMATION_SCHEMA.TABLE_PRIVILEGES"))
            .where(named)
            .and(
                "(GRANTEE in (current_user, 'PUBLIC')"
                    + " or GRANTEE in (select ROLE_NAME from INFORMATION_SCHEMA.ROLES))")
            .fetchSet(0, String.class);
    return wanted.stream().filter(each -> !has.contains(each)).toList();
  }

  /** Whether everybody may add to a table. */
  static boolean isPublic(DSLContext sql, Field<String> schema, String table) {
    return sql.fetchExists(
        table("INFORMATION_SCHEMA.TABLE_PRIVILEGES"),
        condition("upper(GRANTEE) = 'PUBLIC' and PRIVILEGE_TYPE = 'INSERT'"),
        condition("TABLE_SCHEMA = {0} and TABLE_NAME = {1}", schema, val(table)));
  }
}
