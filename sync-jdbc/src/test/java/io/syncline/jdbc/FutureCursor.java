package io.syncline.jdbc;

import io.syncline.spi.Cursor;
import java.nio.ByteBuffer;

/** A cursor of a journal, as the same database would have given it later. */
record FutureCursor(Cursor now) {

  /** Later by so many transactions. */
  Cursor by(long transactions) {
    ByteBuffer bytes = ByteBuffer.wrap(now.position());
    int texts = bytes.getInt();
    int length = bytes.getInt();
    int next = 4 + texts * (4 + length) + 8;
    bytes.putLong(next, bytes.getLong(next) + transactions);
    return new Cursor(now.adapter(), now.format(), now.query(), bytes.array(), now.hint());
  }
}
