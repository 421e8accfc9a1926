package io.syncline.http.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a request shows that the service made it: a code over what was sent, which only those who
 * know the secret can make (RFC 2104).
 *
 * @param algorithm of {@link javax.crypto.Mac}
 * @param secrets any of them will do, so that one can be changed for another
 * @param encoded whether secrets are base 64, behind {@code whsec_} if that is there
 * @param over what it is made over, with {@link #VARIABLES} and <code>{header.NAME}</code>
 * @param signature where the request has its codes
 * @param base64 whether a code is written so; otherwise in hex
 * @param time where it tells when it was made; empty: nowhere
 */
public record VerifySpec(
    String algorithm,
    List<SecretText> secrets,
    boolean encoded,
    Template over,
    Part signature,
    boolean base64,
    Optional<Time> time) {

  /** What {@code over} may use, beside headers. */
  static final Set<String> VARIABLES = Set.of("method", "path", "time", "body", "body.sha256");

  public VerifySpec {
    secrets = List.copyOf(secrets);
  }

  /** Whether the code is over a header, too. */
  public boolean isOver(String header) {
    return over.variables().stream().anyMatch(("header." + header)::equalsIgnoreCase);
  }

  /**
   * A part of a header.
   *
   * @param separator stands between values; empty: there is one
   * @param prefix of the values that are meant, itself left out
   */
  public record Part(String header, String separator, String prefix) {}

  /**
   * When a request was made.
   *
   * @param tolerance how far it may be from the clock, either way
   */
  public record Time(Part part, TimeFormat format, Duration tolerance) {}
}
