package io.syncline.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read as it comes, by one thread that waits for it. Of one connection: no more is
 * asked of the service than was read.
 */
public final class StreamedBody implements BodySink {

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private volatile boolean cancelled;
  private volatile @Nullable Throwable broken;

  /**
   * The next bytes; empty where the body is over.
   *
   * @param silence the longest to wait for them
   * @throws TimeoutException where nothing came in that time
   * @throws IOException where the connection broke
   * @throws CancellationException once it was cancelled
   */
  public Optional<byte[]> next(Duration silence)
      throws InterruptedException, TimeoutException, IOException {
    byte[] part = cancelled ? END : parts.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
    if (part == null) {
      throw new TimeoutException("nothing came in " + silence);
    }
    if (part != END) {
      more();
      return Optional.of(part);
    }
    parts.add(END); // it stays over
    Throwable why = broken;
    if (why != null) {
      throw new IOException(
          why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage(), why);
    }
    return Optional.empty();
  }

  @Override
  public void cancel() {
    cancelled = true;
    Flow.Subscription open = subscription();
    if (open != null) {
      open.cancel();
    }
    end();
  }

  private void end() {
    parts.add(END);
    over.complete(null);
  }

  @Override
  public CompletableFuture<Void> over() {
    return over;
  }

  private void more() {
    Flow.Subscription open = subscription();
    if (open != null) {
      open.request(1);
    }
  }

  private synchronized Flow.@Nullable Subscription subscription() {
    return subscription;
  }

  private synchronized void subscribed(Flow.Subscription given) {
    subscription = given;
  }

  @Override
  public Flow.Subscriber<List<ByteBuffer>> subscriber() {
    return new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription given) {
        subscribed(given);
        if (cancelled) {
          given.cancel();
        } else {
          given.request(1);
        }
      }

      @Override
      public void onNext(List<ByteBuffer> buffers) {
        ByteBuffer all =
            ByteBuffer.allocate(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(all::put);
        if (all.capacity() == 0) {
          more();
        } else {
          parts.add(all.array());
        }
      }

      @Override
      public void onError(Throwable failure) {
        broken = failure;
        end();
      }

      @Override
      public void onComplete() {
        end();
      }
    };
  }
}
