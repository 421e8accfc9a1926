package io.syncline.diff;

import io.syncline.packed.PackedSchema;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One side of a diff: a set of records with a key that none of them shares. To diff what is not
 * known here yet, implement this: say which columns there are, and pack them in the order of a
 * schema.
 */
public interface RowSource {

  /** The side's name in errors and reports, such as {@code erp public.customer}. */
  String name();

  /** Its key and fields. What is compared are the fields that both sides have. */
  PackedSchema schema();

  /** About how many records there are; empty where that would have to be counted. */
  OptionalLong size();

  /** Whether {@link #open} gives rows in ascending order of their packed keys. */
  Order order();

  /**
   * Reads all records.
   *
   * @param schema the columns to pack, a part of {@link #schema()}, perhaps with wider types
   */
  RowCursor open(PackedSchema schema);

  /** What this side can do beyond being read from end to end; empty: nothing. */
  default Optional<RangedSource> ranged() {
    return Optional.empty();
  }

  /** How to read it as its records lie; empty: it cannot be, or its keys may not be unique. */
  default Optional<ScannedSource> scanned() {
    return Optional.empty();
  }

  /** In which order rows come. */
  enum Order {
    /** By key. Checked while reading: where it does not hold, the diff goes the unsorted way. */
    SORTED,
    /** In any order. */
    UNSORTED
  }
}
