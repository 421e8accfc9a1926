package io.syncline.diff;

import io.syncline.packed.PackedSchema;

/**
 * One diff that is to be done.
 *
 * @param schema the pair's: what is compared, and how both sides are to be packed
 * @param watch to be told of the rows that are read; ends the diff
 * @param sink takes what differs
 */
record DiffJob(
    RowSource left,
    RowSource right,
    PackedSchema schema,
    DiffLimits limits,
    DiffWatch watch,
    ChangeSink sink) {

  /** The same for another sink. */
  DiffJob to(ChangeSink other) {
    return new DiffJob(left, right, schema, limits, watch, other);
  }
}
