package io.syncline.diff.range;

import io.syncline.diff.RowSource;
import io.syncline.diff.ScannedSource;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import java.util.OptionalDouble;

/**
 * About how large a side is.
 *
 * @param rows how many records
 * @param rowBytes of one record on the wire
 * @param order in which order it can be read whole
 * @param correlation how well the order in which its records lie follows their keys, see {@link
 *     io.syncline.diff.ScannedSource}; empty: it cannot be read so
 */
public record SideEstimate(
    long rows, int rowBytes, RowSource.Order order, OptionalDouble correlation) {

  /** What is taken for the number of records where nobody knows it. */
  static final long UNKNOWN_ROWS = 1_000_000;

  /** From this correlation on, what is out of order costs less to join than all to be sorted. */
  private static final double ORDERLY = 0.9;

  private static final int TEXT_BYTES = 24;
  private static final int FRAME_BYTES = 4;

  public SideEstimate {
    if (rows < 0) {
      throw new IllegalArgumentException("must be >= 0: rows=" + rows);
    }
    if (rowBytes < 1) {
      throw new IllegalArgumentException("must be >= 1: rowBytes=" + rowBytes);
    }
  }

  public static SideEstimate sorted(long rows, int rowBytes) {
    return new SideEstimate(rows, rowBytes, RowSource.Order.SORTED, OptionalDouble.empty());
  }

  public SideEstimate withCorrelation(double known) {
    return new SideEstimate(rows, rowBytes, order, OptionalDouble.of(known));
  }

  /** Whether it comes in order, or nearly so, without being sorted here. */
  boolean isInOrder() {
    return isOrderly() || order == RowSource.Order.SORTED;
  }

  /** From what the source says, its columns standing for its bytes. */
  static SideEstimate of(RowSource source, PackedSchema schema, long rowsIfUnknown) {
    return new SideEstimate(
        source.size().orElse(rowsIfUnknown),
        rowBytes(schema),
        source.order(),
        ScannedSource.of(source, schema)
            .map(each -> OptionalDouble.of(each.correlation()))
            .orElse(OptionalDouble.empty()));
  }

  /** Whether its records lie so nearly in order that they are best read as they lie. */
  boolean isOrderly() {
    return correlation.isPresent() && correlation.getAsDouble() >= ORDERLY;
  }

  /** A guess: each column in a frame, texts of middling length. */
  static int rowBytes(PackedSchema schema) {
    int bytes = 0;
    for (PackedField field : schema.all()) {
      bytes += FRAME_BYTES + width(field);
    }
    return bytes;
  }

  private static int width(PackedField field) {
    return switch (field.type().kind()) {
      case BOOLEAN -> 1;
      case INTEGER, DOUBLE, DATE, TIME, DATE_TIME, INSTANT, DECIMAL -> 8;
      case UUID -> 16;
      default -> TEXT_BYTES;
    };
  }
}
