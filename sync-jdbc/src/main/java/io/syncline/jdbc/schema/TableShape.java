package io.syncline.jdbc.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A table or view as the catalogue describes it.
 *
 * @param columns those that can be carried, in the table's order
 * @param unsupported the other columns, with the name of their type
 * @param primaryKey empty: none is declared
 * @param writable whether the database may take writes to it at all
 * @param rowVersions whether its rows carry the database's own version
 * @param afterTriggers whether something may change a row after it was written
 * @param deferred whether some constraint is checked only at the end of a transaction
 * @param constraints the columns of each constraint
 */
public record TableShape(
    TableName name,
    List<Column> columns,
    SortedMap<String, String> unsupported,
    List<String> primaryKey,
    boolean writable,
    boolean rowVersions,
    boolean afterTriggers,
    boolean deferred,
    Map<String, List<String>> constraints) {

  public Optional<Column> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /** The same with other columns. */
  public TableShape with(List<Column> others) {
    return new TableShape(
        name,
        others,
        unsupported,
        primaryKey,
        writable,
        rowVersions,
        afterTriggers,
        deferred,
        constraints);
  }
}
