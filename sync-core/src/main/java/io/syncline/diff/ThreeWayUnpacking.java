package io.syncline.diff;

import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.List;
import java.util.Optional;

/** Reads what a packed three-way change says. */
final class ThreeWayUnpacking {

  private final PackedSchema schema;
  private final Unpacking rows;

  ThreeWayUnpacking(PackedSchema schema) {
    this.schema = schema;
    this.rows = new Unpacking(schema);
  }

  Row key(ThreeWayChange change) {
    if (change.leftRow() >= 0) {
      return rows.key(change.leftSlab(), change.leftRow());
    }
    return change.rightRow() >= 0
        ? rows.key(change.rightSlab(), change.rightRow())
        : rows.key(change.base(), change.baseRow());
  }

  Optional<Row> row(Slab slab, int row) {
    return row < 0 ? Optional.empty() : Optional.of(rows.row(slab, row));
  }

  List<String> names(long mask) {
    return schema.names(mask);
  }
}
