package io.syncline.http.client;

import java.util.concurrent.Executor;

/** Where bodies are read that are taken as they come. */
public final class Streaming {

  private Streaming() {}

  /** A few threads that all adapters share; each is taken for as long as its body lasts. */
  public static Executor threads() {
    return JdkClients.streaming();
  }
}
