package io.syncline.http.client;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Takes the body of one answer as it comes. Of one connection. Thread-safe. */
public interface BodySink {

  /** What the connection hands the body to; asked for once. */
  Flow.Subscriber<List<ByteBuffer>> subscriber();

  /** Ends with the body, whole or not. */
  CompletableFuture<Void> over();

  /** Ends the connection, from any thread. More than once is no error. */
  void cancel();
}
