package io.syncline.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A body that goes into a temporary file as fast as it comes, and is read out of it at whatever
 * pace, also while it comes. Holds no thread. Where the system lets open files be deleted, nobody
 * else sees the file, and nothing of it is left when the process ends. Thread-safe; each stream is
 * for one reader.
 */
public final class SpooledBody implements BodySink, AutoCloseable {

  private final long maxBytes;
  private final Duration silence;
  private final Deadline deadline;
  private final FileChannel file;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private Alarms.@Nullable Alarm alarm;
  private long length;
  private boolean whole;
  private @Nullable Throwable broken;

  private SpooledBody(long maxBytes, Duration silence, Deadline deadline, FileChannel file) {
    this.maxBytes = maxBytes;
    this.silence = silence;
    this.deadline = deadline;
    this.file = file;
  }

  /**
   * Makes the file, in the directory for temporary files.
   *
   * @param maxBytes what is longer breaks off
   * @param silence the longest that nothing may come, also within {@code deadline}
   */
  public static SpooledBody open(long maxBytes, Duration silence, Deadline deadline)
      throws IOException {
    Path file = Files.createTempFile("syncline-listing", ".tmp"); // for nobody but its owner
    return new SpooledBody(
        maxBytes,
        silence,
        deadline,
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Bytes that have come. */
  public synchronized long length() {
    return length;
  }

  @Override
  public CompletableFuture<Void> over() {
    return over;
  }

  /**
   * Waits for more than so many bytes; whether they have come; not, where the body is over without,
   * or it is late.
   */
  public synchronized boolean awaitMore(long bytes, Deadline until) throws InterruptedException {
    while (length <= bytes && !whole && broken == null && !until.isOver()) {
      wait(Math.max(1, until.remaining().toMillis()));
    }
    return length > bytes && broken == null;
  }

  /** Why it broke off; empty where it did not, up to now. */
  public synchronized Optional<Exchange.Broken> flaw() {
    return Optional.ofNullable(broken).map(why -> Failures.of(why, Optional.empty()));
  }

  @Override
  public void cancel() {
    fail(new CancellationException("cancelled"));
  }

  /** Ends the connection, and lets go of the file. */
  @Override
  public void close() {
    cancel();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The body from its beginning. Reading waits for what has not come yet, and ends as if it were
   * over only where it is whole.
   *
   * @param by how long reading may wait; asked for whenever it has to, and then failed with a
   *     {@link SocketTimeoutException}
   */
  public InputStream input(Until by) {
    return new Input(by);
  }

  /** How long a reader waits. */
  @FunctionalInterface
  public interface Until {
    Deadline deadline();
  }

  private void fail(Throwable why) {
    synchronized (this) {
      if (whole || broken != null) {
        return;
      }
      broken = why;
      if (subscription != null) {
        subscription.cancel();
      }
    }
    end();
  }

  private void end() {
    expect(false);
    synchronized (this) {
      notifyAll();
    }
    over.complete(null);
  }

  /** Whether more is to come, and then within a time. */
  private synchronized void expect(boolean more) {
    if (alarm != null) {
      Alarms.shared().callOff(alarm);
    }
    Duration left = deadline.remaining();
    Duration within = left.compareTo(silence) < 0 ? left : silence;
    alarm =
        more ? Alarms.shared().set(within, () -> fail(new TimeoutException("nothing came"))) : null;
  }

  @Override
  public Flow.Subscriber<List<ByteBuffer>> subscriber() {
    return new Writing();
  }

  private final class Writing implements Flow.Subscriber<List<ByteBuffer>> {

    @Override
    public void onSubscribe(Flow.Subscription given) {
      synchronized (SpooledBody.this) {
        if (broken != null) {
          given.cancel();
          return;
        }
        subscription = given;
      }
      expect(true);
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      try {
        long at = length();
        for (ByteBuffer buffer : buffers) {
          if (at + buffer.remaining() > maxBytes) {
            fail(new CappedBody.TooLarge(maxBytes));
            return;
          }
          while (buffer.hasRemaining()) {
            at += file.write(buffer, at);
          }
        }
        written(at);
      } catch (IOException e) {
        fail(e);
      }
    }

    private void written(long now) {
      Flow.Subscription open;
      synchronized (SpooledBody.this) {
        open = subscription;
        if (broken != null || open == null) {
          return;
        }
        length = now;
        SpooledBody.this.notifyAll();
      }
      expect(true);
      open.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      fail(failure);
    }

    @Override
    public void onComplete() {
      synchronized (SpooledBody.this) {
        if (broken != null) {
          return;
        }
        whole = true;
      }
      end();
    }
  }

  private final class Input extends InputStream {

    private final Until by;
    private long at;

    Input(Until by) {
      this.by = by;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      if (most == 0) {
        return 0;
      }
      long there = there();
      if (there == 0) {
        return -1;
      }
      int read = file.read(ByteBuffer.wrap(into, offset, (int) Math.min(most, there)), at);
      at += Math.max(0, read);
      return read;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, length() - at);
    }

    /** How many bytes can be read now; none at the end. */
    private long there() throws IOException {
      Deadline until = by.deadline();
      synchronized (SpooledBody.this) {
        while (length == at && !whole && broken == null) {
          if (until.isOver()) {
            throw new SocketTimeoutException("nothing came in time");
          }
          try {
            SpooledBody.this.wait(Math.max(1, until.remaining().toMillis()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
          }
        }
        if (length == at && broken != null) {
          throw new IOException("it broke off", broken);
        }
        return length - at;
      }
    }
  }
}
