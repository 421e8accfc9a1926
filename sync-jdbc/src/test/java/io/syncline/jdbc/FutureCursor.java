package io.syncline.jdbc;

import io.syncline.spi.Cursor;
import java.nio.ByteBuffer;

/** A cursor of a journal, as the same database would have given it at another time. */
record FutureCursor(Cursor now) {

  /** Later by so many transactions. */
  Cursor by(long transactions) {
    ByteBuffer bytes = ByteBuffer.wrap(now.position());
    for (int texts = bytes.getInt(); texts > 0; texts--) {
      int length = bytes.getInt();
      bytes.position(bytes.position() + length);
    }
    int next = bytes.position() + Long.BYTES;
    bytes.putLong(next, bytes.getLong(next) + transactions);
    return with(bytes.array());
  }

  /** As versions made it that knew of no lineages: its first text is the only one. */
  Cursor withoutLineage() {
    ByteBuffer bytes = ByteBuffer.wrap(now.position());
    bytes.getInt();
    byte[] incarnation = new byte[bytes.getInt()];
    bytes.get(incarnation);
    int lineage = bytes.getInt();
    bytes.position(bytes.position() + lineage);
    ByteBuffer older =
        ByteBuffer.allocate(2 * Integer.BYTES + incarnation.length + bytes.remaining());
    older.putInt(1).putInt(incarnation.length).put(incarnation).put(bytes);
    return with(older.array());
  }

  private Cursor with(byte[] position) {
    return new Cursor(now.adapter(), now.format(), now.query(), position, now.hint());
  }
}
