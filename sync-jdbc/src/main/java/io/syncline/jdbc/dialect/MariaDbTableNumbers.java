package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.TableName;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The numbers by which InnoDB knows a table and its partitions. Whoever truncates or rebuilds one
 * leaves another; adding or renaming a column does not.
 */
final class MariaDbTableNumbers {

  private final MariaDb.Product product;

  MariaDbTableNumbers(MariaDb.Product product) {
    this.product = product;
  }

  /** Ascending, with commas between. */
  String of(DSLContext sql, JournalSite site) {
    TableName followed = site.table().orElseThrow();
    List<String> numbers =
        sql.select(field("table_id", String.class))
            .from(table("information_schema." + catalogue()))
            .where(isOf(followed.schema().orElseThrow(), followed.table()))
            .orderBy(field("table_id"))
            .fetch(row -> row.value1());
    if (numbers.isEmpty()) {
      throw JournalSql.uninstalled(site, "InnoDB tells no number of " + followed);
    }
    return String.join(",", numbers);
  }

  private String catalogue() {
    return product == MariaDb.Product.MYSQL ? "innodb_tables" : "innodb_sys_tables";
  }

  /** By names of files: the schema, a slash, the table, and behind a sharp the partition. */
  private Condition isOf(String schema, String name) {
    if (product == MariaDb.Product.MYSQL) {
      return condition(
          "regexp_like(name, {0}, if(@@lower_case_table_names = 0, 'c', 'i'))",
          val(
              "^"
                  + MySqlFileNames.pattern(schema)
                  + "/"
                  + MySqlFileNames.pattern(name)
                  + "(#.*)?$"));
    }
    return condition(
        "cast(substring_index(name, '#', 1) as binary) = concat(cast(convert({0} using"
            + " filename) as binary), '/', cast(convert({1} using filename) as binary))",
        val(schema), val(name));
  }
}
