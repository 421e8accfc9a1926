package io.syncline.packed;

import java.util.Arrays;

/**
 * Tells which fields of two rows differ, without unpacking them. A field that either row does not
 * carry does not differ. Thread-safe; makes no garbage.
 */
public final class FieldMask {

  private final Layout layout;

  public FieldMask(PackedSchema schema) {
    layout = schema.layout();
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
    long mask = 0;
    int leftBytes = layout.bytesAt(left, l);
    int rightBytes = layout.bytesAt(right, r);
    for (int field = 0; field < layout.count; field++) {
      if (differs(left, l, leftBytes, right, r, rightBytes, field)) {
        mask |= 1L << Math.min(field, PackedSchema.LAST_MASK_BIT);
      }
    }
    return mask;
  }

  private boolean differs(
      byte[] left, int l, int leftBytes, byte[] right, int r, int rightBytes, int field) {
    int absent = layout.absentBit(field);
    if (Layout.bit(left, l, absent) || Layout.bit(right, r, absent)) {
      return false;
    }
    if (Layout.bit(left, l, field) != Layout.bit(right, r, field)) {
      return true;
    }
    int at = layout.slotAt[field];
    int end = at + layout.slotWidth[field];
    if (!Arrays.equals(left, l + at, l + end, right, r + at, r + end)) {
      return true;
    }
    int place = layout.end[field];
    return place >= 0
        && !Arrays.equals(
            left,
            leftBytes + layout.from(left, l, place),
            leftBytes + layout.to(left, l, place),
            right,
            rightBytes + layout.from(right, r, place),
            rightBytes + layout.to(right, r, place));
  }
}
