package io.syncline.packed;

import java.util.Arrays;

/**
 * Tells which fields of two rows differ, without unpacking them. A field that either row does not
 * carry does not differ. Thread-safe; makes no garbage.
 */
public final class FieldMask {

  private final Layout layout;

  /** Per byte of the bits: those that mark fields as not carried. */
  private final byte[] absent;

  public FieldMask(PackedSchema schema) {
    layout = schema.layout();
    absent = new byte[layout.bitsWidth];
    for (int field = 0; field < layout.count; field++) {
      Layout.setBit(absent, 0, layout.absentBit(field));
    }
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
    boolean alike = haveEqualBits(left, l, right, r);
    int leftBytes = layout.bytesAt(left, l);
    int rightBytes = layout.bytesAt(right, r);
    int leftFrom = leftBytes;
    int rightFrom = rightBytes;
    long mask = 0;
    for (int field = 0; field < layout.count; field++) {
      int place = layout.end[field];
      int leftTo = place < 0 ? leftFrom : leftBytes + layout.to(left, l, place);
      int rightTo = place < 0 ? rightFrom : rightBytes + layout.to(right, r, place);
      if ((alike || bothCarry(left, l, right, r, field))
          && ((!alike && Layout.bit(left, l, field) != Layout.bit(right, r, field))
              || slotsDiffer(left, l, right, r, field)
              || !Arrays.equals(left, leftFrom, leftTo, right, rightFrom, rightTo))) {
        mask |= 1L << Math.min(field, PackedSchema.LAST_MASK_BIT);
      }
      leftFrom = leftTo;
      rightFrom = rightTo;
    }
    return mask;
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
