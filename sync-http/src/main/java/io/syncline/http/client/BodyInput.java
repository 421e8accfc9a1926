package io.syncline.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** A body as it comes, for who reads streams. Ends as if it were whole only where it is. */
public final class BodyInput extends InputStream {

  private final StreamedBody body;
  private final long length;
  private final Duration silence;
  private final Deadline deadline;
  private byte[] part = new byte[0];
  private int at;
  private long read;

  /**
   * Reads at once what there is.
   *
   * @param length that the answer tells; less than 0: none
   * @param silence the longest that nothing may come, also within {@code deadline}
   */
  public BodyInput(StreamedBody body, long length, Duration silence, Deadline deadline) {
    this.body = body;
    this.length = length;
    this.silence = silence;
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * As any stream.
   *
   * @throws SocketTimeoutException where nothing came in time
   */
  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (at == part.length && !fill()) {
      return -1;
    }
    int count = Math.min(most, part.length - at);
    System.arraycopy(part, at, into, offset, count);
    at += count;
    read += count;
    return count;
  }

  private boolean fill() throws IOException {
    Optional<byte[]> next = next();
    if (next.isEmpty() && length >= 0 && read != length) {
      throw new IOException("it has " + read + " bytes of " + length);
    }
    part = next.orElse(part);
    at = next.isPresent() ? 0 : part.length;
    return next.isPresent();
  }

  private Optional<byte[]> next() throws IOException {
    Duration left = deadline.remaining();
    try {
      return body.next(left.compareTo(silence) < 0 ? left : silence);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (CancellationException e) {
      throw new IOException("cancelled", e);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(e.getMessage());
    }
  }

  /** Ends the connection where it is not over. */
  @Override
  public void close() {
    body.cancel();
  }
}
