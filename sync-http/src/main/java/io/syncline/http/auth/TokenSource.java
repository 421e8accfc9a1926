package io.syncline.http.auth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Gets one token. It is asked again only when what it was asked for before has come. */
@FunctionalInterface
interface TokenSource {

  /** Always ends with a result; {@code within}: the most time that a call for it takes. */
  CompletableFuture<Tokens.Granted> get(Duration within);
}
