package io.syncline.http.manifest;

import io.syncline.http.client.Timeouts;
import java.net.URI;
import java.util.List;

/**
 * How to reach the service.
 *
 * @param base what every path is appended to; no other host is ever called
 * @param errors the first rule that fits an answer wins over what its status means
 */
public record ConnectionSpec(
    URI base,
    AuthSpec auth,
    Timeouts timeouts,
    LimitsSpec limits,
    RetrySpec retry,
    FailureShape failure,
    List<ErrorRule> errors) {

  public ConnectionSpec {
    errors = List.copyOf(errors);
  }
}
