package io.syncline.http.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Breaks off where one row would fill the memory. */
final class RowMeter extends FilterInputStream {

  private long sinceRow;

  /** One row is larger than we take. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("a record of more than " + Compression.MAX_BYTES + " bytes");
    }
  }

  RowMeter(InputStream in) {
    super(in);
  }

  /** The next row begins; readers may have taken a little of it before. */
  void begin() {
    sinceRow = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    int read = super.read(into, offset, most);
    sinceRow += Math.max(0, read);
    if (sinceRow > Compression.MAX_BYTES) {
      throw new TooLong();
    }
    return read;
  }
}
