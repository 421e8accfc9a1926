package io.syncline.diff;

import io.syncline.diff.objects.ObjectSource;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import java.util.Collection;

/** Rows in memory as a side of a diff. */
public final class Rows {

  private Rows() {}

  /**
   * @param schema their key, which all carry, and their fields; a field that a row does not carry
   *     is not compared
   * @param rows must not change while they are compared
   */
  public static RowSource of(PackedSchema schema, Collection<Row> rows) {
    return of("rows", schema, rows);
  }

  /**
   * @param name as it stands in errors and reports
   */
  public static RowSource of(String name, PackedSchema schema, Collection<Row> rows) {
    return ObjectSource.ofRows(name, schema, rows);
  }
}
