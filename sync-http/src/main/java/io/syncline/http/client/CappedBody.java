package io.syncline.http.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a size, within a time. The JDK's own time-out ends with the headers, so a
 * body that stalls would never end.
 */
final class CappedBody implements BodySubscriber<byte[]> {

  /** The body is larger than the cap. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int maxBytes) {
      super("answer of more than " + maxBytes + " bytes");
    }
  }

  private final int maxBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> done = new CompletableFuture<>();
  private final CompletableFuture<byte[]> body;
  private Flow.@Nullable Subscription subscription;

  CappedBody(int maxBytes, Duration within) {
    this.maxBytes = maxBytes;
    body =
        done.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (whole, failure) -> {
                  if (failure != null) {
                    cancel();
                  }
                });
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + buffer.remaining() > maxBytes) {
        done.completeExceptionally(new TooLarge(maxBytes));
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.writeBytes(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(bytes.toByteArray());
  }

  private synchronized void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
