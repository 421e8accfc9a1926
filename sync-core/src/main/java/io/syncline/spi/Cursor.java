package io.syncline.spi;

import java.util.Arrays;

/**
 * A position in a feed or a listing. The hub stores it and never reads it.
 *
 * @param adapter the type of adapter that made it
 * @param format the version of the bytes' format
 * @param query fingerprint of the query it belongs to; a cursor of another query is refused
 * @param position the adapter's own bytes, at most {@value #MAX_BYTES}
 * @param hint the position for people, without secrets
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record Cursor(String adapter, int format, String query, byte[] position, String hint) {

  public static final int MAX_BYTES = 64 * 1024;

  public Cursor {
    if (position.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "must be at most " + MAX_BYTES + " bytes: position=" + position.length);
    }
    position = position.clone();
  }

  @Override
  public byte[] position() {
    return position.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor that
        && adapter.equals(that.adapter)
        && format == that.format
        && query.equals(that.query)
        && Arrays.equals(position, that.position);
  }

  @Override
  public int hashCode() {
    return 31 * query.hashCode() + Arrays.hashCode(position);
  }

  @Override
  public String toString() {
    return adapter + "/" + format + "[" + hint + "]";
  }
}
