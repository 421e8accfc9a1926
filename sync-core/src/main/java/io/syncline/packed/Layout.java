package io.syncline.packed;

import io.syncline.model.ValueKind;
import java.util.List;

/** Where in a row things stand; see {@link PackedSchema}. Distances in bytes. */
final class Layout {

  /** The widest decimal whose digits fit a slot. */
  static final int SLOT_DIGITS = 18;

  /** 0: keys are of different lengths. */
  final int keyWidth;

  final int keyParts;
  final int count;
  final int bitsWidth;

  /** From the end of the key. */
  final int slotsAt;

  final int endsAt;

  /** Per field, from the end of the key. */
  final int[] slotAt;

  final int[] slotWidth;

  /** Per field: its place among the ends, or -1 where all its bytes are in the slot. */
  final int[] end;

  final int ends;

  Layout(List<PackedField> key, List<PackedField> fields) {
    keyParts = key.size();
    count = fields.size();
    bitsWidth = (2 * count + 1 + Byte.SIZE - 1) / Byte.SIZE;
    slotsAt = bitsWidth;
    slotAt = new int[count];
    slotWidth = new int[count];
    end = new int[count];
    int at = slotsAt;
    int lastEnd = 0;
    for (int i = 0; i < count; i++) {
      slotAt[i] = at;
      slotWidth[i] = slotWidth(fields.get(i).kind());
      at += slotWidth[i];
      end[i] = hasEnd(fields.get(i)) ? lastEnd++ : -1;
    }
    endsAt = at;
    ends = lastEnd;
    keyWidth = keyWidth(key);
  }

  private static int keyWidth(List<PackedField> key) {
    int width = 0;
    for (PackedField part : key) {
      int each = PackedKey.width(part.kind());
      if (each == 0) {
        return 0;
      }
      width += each;
    }
    return width;
  }

  static int slotWidth(ValueKind kind) {
    return switch (kind) {
      case BOOLEAN -> 1;
      case INTEGER, DOUBLE, DATE, TIME -> 8;
      case DECIMAL -> 9;
      case DATE_TIME, INSTANT -> 12;
      case UUID -> 16;
      case TEXT, BINARY, LIST, SET, STRUCT, NULL, LIFE -> 0;
    };
  }

  private static boolean hasEnd(PackedField field) {
    return switch (field.kind()) {
      case TEXT, BINARY, LIST, SET, STRUCT -> true;
      case DECIMAL -> field.type().precision().orElse(SLOT_DIGITS + 1) > SLOT_DIGITS;
      default -> false;
    };
  }

  /** The bit that marks a field as not carried. */
  int absentBit(int field) {
    return count + field;
  }

  int wideBit() {
    return 2 * count;
  }

  static boolean bit(byte[] bytes, int bitsAt, int bit) {
    return (bytes[bitsAt + (bit >> 3)] >> (bit & 7) & 1) != 0;
  }

  static void setBit(byte[] bytes, int bitsAt, int bit) {
    bytes[bitsAt + (bit >> 3)] |= (byte) (1 << (bit & 7));
  }

  boolean isWide(byte[] bytes, int keyEnd) {
    return bit(bytes, keyEnd, wideBit());
  }

  /** Where the bytes of any length begin. */
  int bytesAt(byte[] bytes, int keyEnd) {
    return keyEnd + endsAt + ends * (isWide(bytes, keyEnd) ? 4 : 2);
  }

  /** Where the bytes of the field with this end begin, from {@link #bytesAt}. */
  int from(byte[] bytes, int keyEnd, int place) {
    return place == 0 ? 0 : to(bytes, keyEnd, place - 1);
  }

  int to(byte[] bytes, int keyEnd, int place) {
    return isWide(bytes, keyEnd)
        ? Numbers.getInt(bytes, keyEnd + endsAt + 4 * place)
        : Numbers.getShort(bytes, keyEnd + endsAt + 2 * place);
  }

  /** Where the row ends. */
  int rowEnd(byte[] bytes, int keyEnd) {
    int begin = bytesAt(bytes, keyEnd);
    return ends == 0 ? begin : begin + to(bytes, keyEnd, ends - 1);
  }
}
