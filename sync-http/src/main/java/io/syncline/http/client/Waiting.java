package io.syncline.http.client;

import java.util.concurrent.Executor;

/** Where tasks run that wait for others, such as names looked up and secrets kept by a host. */
public final class Waiting {

  private Waiting() {}

  /** A few threads that all adapters share. */
  public static Executor threads() {
    return JdkClients.waiting();
  }
}
