package io.syncline.diff;

import io.syncline.packed.PackedSchema;
import java.util.Optional;

/**
 * A side whose records can also be read as they lie: that spares whoever keeps them the sorting,
 * and all records the way through its cache. No two of them have the same key, which a diff of rows
 * in such an order takes for granted.
 */
public interface ScannedSource {

  /**
   * How well the order in which records lie follows their keys, as far as that is known without
   * reading them: 1 where it is the order of the keys, 0 where it has nothing to do with them.
   */
  double correlation();

  /**
   * A side that can be read so, for rows of this schema. Its keys must count there as they do for
   * itself: those that are unique may not be so any more where they are compared more coarsely.
   */
  static Optional<ScannedSource> of(RowSource side, PackedSchema schema) {
    return side.schema().key().equals(schema.key()) ? side.scanned() : Optional.empty();
  }

  /** Reads all records as they lie; see {@link RowSource#open(PackedSchema)}. */
  RowCursor scan(PackedSchema schema);
}
