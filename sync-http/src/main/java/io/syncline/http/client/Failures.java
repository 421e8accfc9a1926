package io.syncline.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Says why there is no answer, by what the JDK's client throws. */
final class Failures {

  /** The text by which the JDK's client says that the proxy opened no tunnel. */
  private static final String NO_TUNNEL = "Tunnel failed";

  private Failures() {}

  /** {@code identity}: what was shown to a service that asked for a certificate. */
  static Exchange.Broken of(Throwable thrown, Optional<Tls.Identity> identity) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return TlsFailures.of(cause, identity)
        .orElseGet(
            () -> {
              Exchange.Failure failure = failure(cause);
              return new Exchange.Broken(failure, text(failure, cause));
            });
  }

  private static Exchange.Failure failure(Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException
        || cause instanceof IllegalArgumentException
        || String.valueOf(cause.getMessage()).startsWith(NO_TUNNEL)) {
      return Exchange.Failure.NOT_SENT;
    }
    if (cause instanceof HttpTimeoutException) {
      return Exchange.Failure.TIMED_OUT;
    }
    Throwable root =
        cause instanceof IOException && cause.getCause() != null ? cause.getCause() : cause;
    if (root instanceof CappedBody.TooLarge) {
      return Exchange.Failure.TOO_LARGE;
    }
    if (root instanceof TimeoutException) {
      return Exchange.Failure.TIMED_OUT;
    }
    return cause instanceof CancellationException
        ? Exchange.Failure.CANCELLED
        : Exchange.Failure.LOST;
  }

  private static String text(Exchange.Failure failure, Throwable cause) {
    String message = cause.getMessage();
    return switch (failure) {
      case TIMED_OUT -> "no complete answer in time";
      case CANCELLED -> "the call was cancelled";
      case NOT_SENT, UNAUTHORIZED, CLOSED, NOT_RECORDED, LOST, TOO_LARGE ->
          message == null ? cause.getClass().getSimpleName() : message;
    };
  }
}
