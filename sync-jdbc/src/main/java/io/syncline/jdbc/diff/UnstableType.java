package io.syncline.jdbc.diff;

import io.syncline.jdbc.schema.Column;

/** A column was asked for whose digest would differ where the values are equal, or the reverse. */
final class UnstableType extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnstableType(Column column) {
    super(
        "must be of a type whose digest is stable: column="
            + column.name()
            + " type="
            + column.declared());
  }
}
