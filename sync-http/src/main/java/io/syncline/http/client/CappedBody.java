package io.syncline.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a size, and no longer than somebody wants it. */
final class CappedBody implements Flow.Subscriber<List<ByteBuffer>> {

  /** The body is larger than the cap. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long maxBytes) {
      super("answer of more than " + maxBytes + " bytes");
    }
  }

  /** What is made room for on a service's word alone. */
  private static final int MOST_FORESEEN = 64 * 1024;

  private final int maxBytes;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private byte[] bytes;
  private int size;
  private Flow.@Nullable Subscription subscription;

  /**
   * @param foreseen how many bytes will come, as far as that is told; otherwise 0
   */
  CappedBody(int maxBytes, long foreseen) {
    this.maxBytes = maxBytes;
    bytes = new byte[(int) Math.max(0, Math.min(foreseen, Math.min(maxBytes, MOST_FORESEEN)))];
  }

  /** Ends on the thread that read the end. */
  CompletableFuture<byte[]> whole() {
    return whole;
  }

  /** Nobody wants it any more; what comes of it is let go. */
  void abandon() {
    if (!whole.isDone()) {
      fail(new CancellationException());
    }
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (whole.isDone()) {
        return;
      }
      int more = buffer.remaining();
      if (more > maxBytes - size) {
        fail(new TooLarge(maxBytes));
        return;
      }
      makeRoom(size + more);
      buffer.get(bytes, size, more);
      size += more;
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.length == size ? bytes : Arrays.copyOf(bytes, size));
  }

  private void makeRoom(int needed) {
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, maxBytes);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  private void fail(Throwable why) {
    if (whole.completeExceptionally(why)) {
      cancel();
    }
  }

  private synchronized void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
