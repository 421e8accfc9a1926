package io.syncline.diff.sketch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes in longs, so that eight are combined at once: the first byte lowest, the rest zero. */
final class Words {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static void load(byte[] bytes, int offset, int length, long[] words, int at) {
    int whole = length >>> 3;
    for (int i = 0; i < whole; i++) {
      words[at + i] = (long) LONGS.get(bytes, offset + (i << 3));
    }
    if ((length & 7) != 0) {
      long rest = 0;
      for (int i = length - 1; i >= whole << 3; i--) {
        rest = rest << 8 | (bytes[offset + i] & 0xFF);
      }
      words[at + whole] = rest;
    }
  }

  static void store(long[] words, int at, byte[] bytes, int offset, int length) {
    int whole = length >>> 3;
    for (int i = 0; i < whole; i++) {
      LONGS.set(bytes, offset + (i << 3), words[at + i]);
    }
    for (int i = whole << 3; i < length; i++) {
      bytes[offset + i] = (byte) (words[at + whole] >>> ((i & 7) << 3));
    }
  }
}
