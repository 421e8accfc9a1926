package io.syncline.http.manifest;

import io.syncline.http.client.Timeouts;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to reach the service.
 *
 * @param base what every path is appended to; no other host is ever called
 * @param errors the first rule that fits an answer wins over what its status means
 * @param hook the id of the Java that the datasets go through; empty: none
 */
public record ConnectionSpec(
    URI base,
    RouteSpec route,
    AuthSpec auth,
    Timeouts timeouts,
    LimitsSpec limits,
    RetrySpec retry,
    FailureShape failure,
    List<ErrorRule> errors,
    Optional<String> hook) {

  public ConnectionSpec {
    errors = List.copyOf(errors);
  }

  /** The service's own address, and where its tokens are had: nobody else is called. */
  public List<URI> addresses() {
    return auth instanceof AuthSpec.Token token ? List.of(base, token.source()) : List.of(base);
  }

  /** What the service replaces among its secrets. */
  public Optional<AuthSpec.Refresh> refresh() {
    return auth instanceof AuthSpec.Token token ? token.refresh() : Optional.empty();
  }

  /** All texts that may refer to secrets. */
  public List<SecretText> secrets() {
    return Stream.concat(auth.secrets().stream(), route.secrets().stream()).toList();
  }
}
