package io.syncline.http.blob;

import io.syncline.model.LargeObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A content as it is read, which ends as if it were whole only where it is the one wanted. */
final class Verified extends FilterInputStream {

  private final LargeObject wanted;
  private final Runnable breakOff;
  private final MessageDigest digest = LargeObject.sha256();
  private long length;
  private boolean ended;

  /** {@code breakOff}: run before what is not read to its end is closed. */
  Verified(InputStream in, LargeObject wanted, Runnable breakOff) {
    super(in);
    this.wanted = wanted;
    this.breakOff = breakOff;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    int read = in.read(into, offset, most);
    if (read < 0) {
      end();
      return read;
    }
    digest.update(into, offset, read);
    length += read;
    return read;
  }

  private void end() throws IOException {
    if (!ended) {
      ended = true;
      String found = HexFormat.of().formatHex(digest.digest());
      LargeObject read = new LargeObject(found, length);
      if (!read.equals(wanted)) {
        throw new IOException("must be " + wanted + " and is damaged: " + read);
      }
    }
  }

  @Override
  public long skip(long bytes) throws IOException {
    byte[] piece = new byte[(int) Math.min(Math.max(bytes, 0), 1 << 13)];
    return Math.max(0, read(piece, 0, piece.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      breakOff.run();
    }
    super.close();
  }
}
