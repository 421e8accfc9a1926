package io.syncline.jdbc.capture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jooq.Record;

/**
 * The rows that were handed out last, by digests of all that was read of them, so that they are not
 * handed out again at each poll for as long as they lie within the overlap. Of more than {@link
 * #MOST} the oldest are forgotten, and handed out again, which does no harm. Immutable.
 *
 * @param digests the first 64 bits of SHA-256, the oldest first
 */
record Seen(Set<Long> digests) {

  /**
   * More are not carried in a cursor. A feed by number reads back a thousand unless told otherwise.
   */
  static final int MOST = 1_024;

  static final Seen NONE = new Seen(Set.of());

  Seen {
    digests = Collections.unmodifiableSet(new LinkedHashSet<>(digests));
  }

  boolean has(long digest) {
    return digests.contains(digest);
  }

  /** With rows that were read after these. */
  Seen and(Iterable<Long> later) {
    LinkedHashSet<Long> all = new LinkedHashSet<>(digests);
    later.forEach(
        each -> {
          all.remove(each);
          all.add(each);
        });
    Iterator<Long> oldest = all.iterator();
    for (int more = all.size() - MOST; more > 0; more--) {
      oldest.next();
      oldest.remove();
    }
    return new Seen(all);
  }

  /** Of all that was read of a row. */
  static long digest(Record row) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < row.size(); i++) {
        String text = row.get(i, String.class);
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        if (bytes != null) {
          digest.update(bytes);
        }
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(digests.size());
    for (long each : digests) {
      out.writeLong(each);
    }
  }

  /** None where nothing follows, as in cursors of before there was this. */
  static Seen read(DataInputStream in) throws IOException {
    Set<Long> digests = new LinkedHashSet<>();
    for (int left = in.available() == 0 ? 0 : in.readInt(); left > 0; left--) {
      digests.add(in.readLong());
    }
    return new Seen(digests);
  }
}
