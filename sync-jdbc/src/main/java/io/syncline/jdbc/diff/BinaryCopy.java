package io.syncline.jdbc.diff;

import io.syncline.model.SyncException;
import io.syncline.packed.RowPacker;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes what PostgreSQL's {@code COPY ... TO STDOUT (FORMAT BINARY)} sends: a header, then per
 * row the number of fields and of each its length and bytes, then -1. The pieces that it comes in
 * need not end where rows do, though they mostly do: then nothing is copied. Makes no garbage but
 * for large decimals and lists. Not thread-safe.
 *
 * <p>Format: PostgreSQL's manual, "COPY", section "Binary Format".
 */
final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** Signature, flags, length of what may follow. */
  private static final int HEADER = SIGNATURE.length + 4 + 4;

  /** Flags that change what rows look like. */
  private static final int CRITICAL = 0xFFFF0000;

  private static final int END = -1;
  private static final int NULL = -1;

  private final String table;
  private final WireType[] types;
  private byte[] bytes = new byte[0];
  private byte[] joined = new byte[0];
  private int at;
  private int limit;
  private boolean begun;
  private boolean ended;

  /**
   * @param table named in errors
   * @param types of the columns, in the order in which they are packed
   */
  BinaryCopy(String table, List<WireType> types) {
    this.table = table;
    this.types = types.toArray(WireType[]::new);
  }

  /** Takes the next piece; it must not change until all its rows were read. */
  void feed(byte[] piece) {
    int rest = limit - at;
    if (rest == 0) {
      bytes = piece;
      at = 0;
      limit = piece.length;
      return;
    }
    if (joined.length < rest + piece.length) {
      joined = Arrays.copyOf(joined, Math.max(2 * joined.length, rest + piece.length));
    }
    if (bytes != joined || at > 0) {
      System.arraycopy(bytes, at, joined, 0, rest);
    }
    System.arraycopy(piece, 0, joined, rest, piece.length);
    bytes = joined;
    at = 0;
    limit = rest + piece.length;
  }

  /** Packs the next row; false where it is not there as a whole. */
  boolean next(RowPacker row) {
    if (!begun && !readHeader()) {
      return false;
    }
    if (limit - at < 2) {
      return false;
    }
    int fields = BigEndian.getShort(bytes, at);
    if (ended || fields == END) {
      at += 2;
      endsHere();
      return false;
    }
    if (fields != types.length) {
      throw broken("must be of " + types.length + " fields: row=" + fields);
    }
    int next = read(row);
    if (next < 0) {
      return false;
    }
    at = next;
    return true;
  }

  private boolean readHeader() {
    if (limit - at < HEADER) {
      return false;
    }
    if (!Arrays.equals(SIGNATURE, 0, SIGNATURE.length, bytes, at, at + SIGNATURE.length)) {
      throw broken("must begin with the signature of a binary copy");
    }
    int flags = BigEndian.getInt(bytes, at + SIGNATURE.length);
    if ((flags & CRITICAL) != 0) {
      throw broken("must be a form of binary copy that is known: flags=" + flags);
    }
    int more = BigEndian.getInt(bytes, at + SIGNATURE.length + 4);
    if (limit - at - HEADER < more) {
      return false;
    }
    at += HEADER + more;
    begun = true;
    return true;
  }

  private void endsHere() {
    if (ended || at != limit) {
      throw broken("must end behind the last row: more=" + (limit - at));
    }
    ended = true;
  }

  /** Gives where the row ends; negative where it is not there as a whole. */
  private int read(RowPacker row) {
    row.begin();
    int from = at + 2;
    for (WireType type : types) {
      if (limit - from < 4) {
        return -1;
      }
      int length = BigEndian.getInt(bytes, from);
      from += 4;
      if (length > limit - from) {
        return -1;
      }
      put(type, from, length, row);
      from += Math.max(0, length);
    }
    row.end();
    return from;
  }

  private void put(WireType type, int from, int length, RowPacker row) {
    try {
      if (length >= 0) {
        type.put(bytes, from, length, row);
      } else if (length == NULL) {
        row.putNull();
      } else {
        throw new IllegalArgumentException("must be >= 0: length=" + length);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new SyncException(table + ": " + e.getMessage(), e);
    }
  }

  /** To be called where no more pieces come: throws where rows are missing. */
  void close() {
    if (!ended) {
      throw broken("must end with a mark: left over=" + (limit - at));
    }
  }

  private SyncException broken(String rule) {
    return new SyncException(table + ": " + rule);
  }
}
