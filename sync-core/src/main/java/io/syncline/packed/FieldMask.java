package io.syncline.packed;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells which fields of two rows differ, without unpacking them. A field that either row does not
 * carry does not differ. Thread-safe; makes no garbage.
 */
public final class FieldMask {

  /** From so many bytes on, vector instructions pay. */
  private static final int LONG = 128;

  private final Layout layout;

  /** Per byte of the bits: those that mark fields as not carried. */
  private final byte[] absent;

  /** The fields that have a slot, and those that have an end, in order. */
  private final int[] slotted;

  private final int[] ended;

  public FieldMask(PackedSchema schema) {
    layout = schema.layout();
    absent = new byte[layout.bitsWidth];
    for (int field = 0; field < layout.count; field++) {
      Layout.setBit(absent, 0, layout.absentBit(field));
    }
    slotted = fields(layout.slotWidth, 1);
    ended = fields(layout.end, 0);
  }

  private static int[] fields(int[] property, int least) {
    return IntStream.range(0, property.length).filter(i -> property[i] >= least).toArray();
  }

  private static long bit(int field) {
    return 1L << Math.min(field, PackedSchema.LAST_MASK_BIT);
  }

  /**
   * A bit per field that differs, by its place in {@link PackedSchema#fields()}; the last bit
   * stands for field 63 and all behind it. 0: nothing that both carry differs.
   */
  public long of(Slab left, int l, Slab right, int r) {
    return of(left.bytes(), left.keyEnd(l), right.bytes(), right.keyEnd(r));
  }

  /**
   * As above, of rows anywhere.
   *
   * @param l where the key of the left row ends
   * @param r where the key of the right row ends
   */
  public long of(byte[] left, int l, byte[] right, int r) {
    return haveEqualBits(left, l, right, r)
        ? slots(left, l, right, r) | ends(left, l, right, r)
        : fieldByField(left, l, right, r);
  }

  private long slots(byte[] left, int l, byte[] right, int r) {
    long mask = 0;
    for (int field : slotted) {
      if (slotsDiffer(left, l, right, r, field)) {
        mask |= bit(field);
      }
    }
    return mask;
  }

  /** Of rows that are both wide, or neither. */
  private long ends(byte[] left, int l, byte[] right, int r) {
    boolean wide = layout.isWide(left, l);
    int width = wide ? 4 : 2;
    int begin = layout.endsAt + ended.length * width;
    int leftFrom = l + begin;
    int rightFrom = r + begin;
    long mask = 0;
    for (int i = 0; i < ended.length; i++) {
      int at = layout.endsAt + i * width;
      int leftTo = l + begin + end(left, l + at, wide);
      int rightTo = r + begin + end(right, r + at, wide);
      int length = leftTo - leftFrom;
      if (length != rightTo - rightFrom || differ(left, leftFrom, right, rightFrom, length)) {
        mask |= bit(ended[i]);
      }
      leftFrom = leftTo;
      rightFrom = rightTo;
    }
    return mask;
  }

  private static int end(byte[] bytes, int at, boolean wide) {
    return wide ? Numbers.getInt(bytes, at) : Numbers.getShort(bytes, at);
  }

  private long fieldByField(byte[] left, int l, byte[] right, int r) {
    long mask = 0;
    for (int field = 0; field < layout.count; field++) {
      if (bothCarry(left, l, right, r, field)
          && (Layout.bit(left, l, field) != Layout.bit(right, r, field)
              || slotsDiffer(left, l, right, r, field)
              || bytesDiffer(left, l, right, r, layout.end[field]))) {
        mask |= bit(field);
      }
    }
    return mask;
  }

  private boolean bytesDiffer(byte[] left, int l, byte[] right, int r, int place) {
    int leftBytes = layout.bytesAt(left, l);
    int rightBytes = layout.bytesAt(right, r);
    if (place < 0) {
      return false;
    }
    int leftFrom = layout.from(left, l, place);
    int rightFrom = layout.from(right, r, place);
    int length = layout.to(left, l, place) - leftFrom;
    return length != layout.to(right, r, place) - rightFrom
        || differ(left, leftBytes + leftFrom, right, rightBytes + rightFrom, length);
  }

  /** Whether the same fields are null in both, and each carries every field: most rows are so. */
  private boolean haveEqualBits(byte[] left, int l, byte[] right, int r) {
    for (int i = 0; i < absent.length; i++) {
      if (left[l + i] != right[r + i] || (left[l + i] & absent[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean bothCarry(byte[] left, int l, byte[] right, int r, int field) {
    int bit = layout.absentBit(field);
    return !Layout.bit(left, l, bit) && !Layout.bit(right, r, bit);
  }

  /** By words: most texts are too short for what {@link Arrays#equals} prepares to pay. */
  private static boolean differ(byte[] left, int l, byte[] right, int r, int length) {
    if (length > LONG) {
      return !Arrays.equals(left, l, l + length, right, r, r + length);
    }
    if (length < Long.BYTES) {
      return fewDiffer(left, l, right, r, length);
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (longsDiffer(left, l + i, right, r + i)) {
        return true;
      }
    }
    return longsDiffer(left, l + last, right, r + last);
  }

  private static boolean fewDiffer(byte[] left, int l, byte[] right, int r, int length) {
    for (int i = 0; i < length; i++) {
      if (left[l + i] != right[r + i]) {
        return true;
      }
    }
    return false;
  }

  /** By words: slots are too short for a loop to pay. */
  private boolean slotsDiffer(byte[] left, int l, byte[] right, int r, int field) {
    int at = layout.slotAt[field];
    return switch (layout.slotWidth[field]) {
      case 0 -> false;
      case 1 -> left[l + at] != right[r + at];
      case 8 -> longsDiffer(left, l + at, right, r + at);
      case 9 -> longsDiffer(left, l + at, right, r + at) || left[l + at + 8] != right[r + at + 8];
      case 12 ->
          longsDiffer(left, l + at, right, r + at)
              || Numbers.getInt(left, l + at + 8) != Numbers.getInt(right, r + at + 8);
      case 16 ->
          longsDiffer(left, l + at, right, r + at)
              || longsDiffer(left, l + at + 8, right, r + at + 8);
      default -> throw new IllegalStateException("must be known: width=" + layout.slotWidth[field]);
    };
  }

  private static boolean longsDiffer(byte[] left, int l, byte[] right, int r) {
    return Numbers.getLong(left, l) != Numbers.getLong(right, r);
  }
}
