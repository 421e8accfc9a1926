package io.syncline.http.codec;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Compressions of HTTP, RFC 9110, section 8.4.1. */
public enum Compression {
  GZIP,
  /** In the zlib format; the bare deflate that some services send under this name is read too. */
  DEFLATE;

  /** The largest body, once it is decompressed. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  /** Texts shrink to a tenth, seldom to a hundredth; bombs to a thousandth. */
  static final int MAX_RATIO = 200;

  /** Up to here a ratio says nothing. */
  static final int FREE_BYTES = 1024 * 1024;

  private static final int BUFFER_BYTES = 16 * 1024;

  private static final String BOMB =
      "a body that decompresses to more than " + MAX_RATIO + " times itself";

  /** As headers and manifests spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Compression> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Compression::word).toList();
  }

  public byte[] compress(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = this == GZIP ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** What {@link #compress} made, which needs no guard. */
  public byte[] undone(byte[] ours) {
    try (InputStream in = stream(ours)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] decompress(byte[] packed) throws Unreadable {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = stream(packed)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
        guard(packed.length, bytes.size());
      }
    } catch (IOException e) {
      throw new Unreadable("something that is not " + word() + ", as its Content-Encoding says");
    }
    return bytes.toByteArray();
  }

  /**
   * What is in a body that comes little by little: of any length, but not many times as long as the
   * body is. Reading on throws {@link ZipException} where it is, or is no such compression.
   */
  InputStream decompressing(InputStream packed) throws IOException {
    Counted source =
        new Counted(new BufferedInputStream(packed, BUFFER_BYTES)) {
          /** Java's GZIP takes none for the end, also where another part is still to come. */
          @Override
          public int available() throws IOException {
            return Math.max(1, super.available());
          }
        };
    source.mark(2);
    byte[] head = source.readNBytes(2);
    source.reset();
    Counted out = new Counted(stream(source, head));
    return new FilterInputStream(out) {
      @Override
      public int read(byte[] into, int offset, int most) throws IOException {
        int read = super.read(into, offset, most);
        if (isBomb(source.count, out.count)) {
          throw new ZipException(BOMB);
        }
        return read;
      }
    };
  }

  private static class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      int read = super.read(into, offset, most);
      count += Math.max(0, read);
      return read;
    }
  }

  private static void guard(long packed, long unpacked) throws Unreadable {
    if (unpacked > MAX_BYTES) {
      throw new Unreadable("more than " + MAX_BYTES + " bytes, once decompressed");
    }
    if (isBomb(packed, unpacked)) {
      throw new Unreadable(BOMB);
    }
  }

  private static boolean isBomb(long packed, long unpacked) {
    return unpacked > FREE_BYTES && unpacked > packed * MAX_RATIO;
  }

  private InputStream stream(byte[] packed) throws IOException {
    return stream(new ByteArrayInputStream(packed), packed);
  }

  private InputStream stream(InputStream in, byte[] head) throws IOException {
    return this == GZIP
        ? new GZIPInputStream(in)
        : new InflaterInputStream(in, new Inflater(!isZlib(head)));
  }

  /** RFC 1950, section 2.2: the method is 8, and the first two bytes are a multiple of 31. */
  private static boolean isZlib(byte[] packed) {
    return packed.length >= 2
        && (packed[0] & 0x0f) == 8
        && (((packed[0] & 0xff) << 8) | (packed[1] & 0xff)) % 31 == 0;
  }
}
