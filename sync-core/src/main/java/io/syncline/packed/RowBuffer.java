package io.syncline.packed;

import java.util.Arrays;

/** The bytes of the row that is being packed, column after column, see {@link RowPacker}. */
final class RowBuffer {

  private static final int MOST_SHORT = 0xFFFF;

  private final Layout layout;
  private final int columns;

  /** Where the bytes of each column that has an end do end, from {@link #bytesAt}. */
  private final int[] ends;

  /** Bits, slots and ends of fields of which none was put yet. */
  private final byte[] blank;

  private byte[] row = new byte[1024];
  private int next;
  private int size;
  private int keyEnd;
  private int bytesAt;

  RowBuffer(PackedSchema schema) {
    layout = schema.layout();
    columns = schema.all().size();
    ends = new int[layout.ends];
    blank = new byte[layout.endsAt + 2 * layout.ends];
  }

  byte[] bytes() {
    return row;
  }

  int keyEnd() {
    return keyEnd;
  }

  int size() {
    return size;
  }

  /** The column that is put next, counted from the first part of the key. */
  int next() {
    return next;
  }

  /** Whether that is a part of the key. */
  boolean inKey() {
    return next < layout.keyParts;
  }

  /** Whether every column was put. */
  boolean isFull() {
    return next == columns;
  }

  /** Whether the next column, a field, may have bytes beside its slot. */
  boolean hasEnd() {
    return layout.end[next - layout.keyParts] >= 0;
  }

  void begin() {
    next = 0;
    size = 0;
    keyEnd = -1;
    endKey();
  }

  /** Puts the next column, a field, as null. */
  void putNull() {
    Layout.setBit(row, keyEnd, next - layout.keyParts);
    next++;
    endBytes();
  }

  /** Puts the next column, a field, as not carried. */
  void putAbsent() {
    Layout.setBit(row, keyEnd, layout.absentBit(next - layout.keyParts));
    next++;
    endBytes();
  }

  /** Steps to the next column; gives where its slot is, in {@link #bytes}. */
  int slot(int width) {
    int column = next++;
    if (column >= layout.keyParts) {
      return keyEnd + layout.slotAt[column - layout.keyParts];
    }
    int at = reserve(width);
    endKey();
    return at;
  }

  void putBytes(byte[] bytes, int from, int to) {
    if (inKey()) {
      int most = PackedKey.most(to - from);
      int at = reserve(most);
      size = PackedKey.put(row, at, bytes, from, to);
      next++;
      endKey();
      return;
    }
    append(bytes, from, to);
    next++;
    endBytes();
  }

  /** Puts a part of the key whose bytes sort as they are. */
  void putKey(byte[] bytes) {
    append(bytes, 0, bytes.length);
    next++;
    endKey();
  }

  /** As UTF-8, without making an array of it; false, and nothing put, where it has none. */
  boolean putText(String text) {
    int begin = reserve(Utf8.MOST * text.length());
    size = Utf8.put(row, begin, text);
    if (size < 0) {
      size = begin;
      return false;
    }
    next++;
    endBytes();
    return true;
  }

  /** Adds to the bytes of the column that was put last. */
  void append(byte[] bytes, int from, int to) {
    int at = reserve(to - from);
    System.arraycopy(bytes, from, row, at, to - from);
  }

  /** As {@link #append}, four bytes. */
  void appendInt(int value) {
    int at = reserve(4);
    Numbers.putInt(row, at, value);
  }

  /** After the last part of the key: room for bits, slots and ends, all zero. */
  private void endKey() {
    if (next == layout.keyParts) {
      keyEnd = size;
      bytesAt = reserve(blank.length) + blank.length;
      System.arraycopy(blank, 0, row, keyEnd, blank.length);
    }
  }

  /** Remembers where the bytes of the column that was put last end. */
  void endBytes() {
    int end = layout.end[next - 1 - layout.keyParts];
    if (end >= 0) {
      ends[end] = size - bytesAt;
    }
  }

  /** Grows the row by {@code more} bytes; gives where they begin. */
  private int reserve(int more) {
    int at = size;
    if (at + more > row.length) {
      row = Arrays.copyOf(row, Math.max(2 * row.length, Math.addExact(at, more)));
    }
    size = at + more;
    return at;
  }

  /** Writes the ends; wide ones where the bytes need them. */
  void end() {
    int count = ends.length;
    int length = size - bytesAt;
    if (length <= MOST_SHORT) {
      for (int i = 0; i < count; i++) {
        Numbers.putShort(row, keyEnd + layout.endsAt + 2 * i, ends[i]);
      }
      return;
    }
    reserve(2 * count);
    System.arraycopy(row, bytesAt, row, bytesAt + 2 * count, length);
    Layout.setBit(row, keyEnd, layout.wideBit());
    for (int i = 0; i < count; i++) {
      Numbers.putInt(row, keyEnd + layout.endsAt + 4 * i, ends[i]);
    }
  }
}
