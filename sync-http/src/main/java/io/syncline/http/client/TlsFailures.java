package io.syncline.http.client;

import java.security.cert.CertPath;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says in words what is wrong with a certificate, theirs or ours. */
final class TlsFailures {

  private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

  /**
   * Alerts of RFC 8446, section 6.2, by which a service refuses our certificate, or that we show
   * none. It sends them instead of ending the handshake, so it acted on nothing.
   */
  private static final Set<String> OURS =
      Set.of(
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "certificate_required",
          "unknown_ca",
          "access_denied");

  private TlsFailures() {}

  /** Empty where it is no failure of a handshake. */
  static Optional<Exchange.Broken> of(Throwable failure, Optional<Tls.Identity> identity) {
    Optional<SSLException> found =
        causes(failure)
            .filter(SSLException.class::isInstance)
            .map(SSLException.class::cast)
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> distrust = distrust(failure);
    if (distrust.isPresent()) {
      return Optional.of(
          new Exchange.Broken(
              Exchange.Failure.NOT_SENT, "its certificate is not trusted: " + distrust.get()));
    }
    String message = String.valueOf(found.get().getMessage());
    Matcher alert = ALERT.matcher(message);
    if (alert.find() && OURS.contains(alert.group(1))) {
      return Optional.of(
          new Exchange.Broken(
              Exchange.Failure.UNAUTHORIZED, refused(identity) + ": " + alert.group(1)));
    }
    return found.get() instanceof SSLHandshakeException
        ? Optional.of(
            new Exchange.Broken(Exchange.Failure.NOT_SENT, "no secure connection: " + message))
        : Optional.empty();
  }

  private static String refused(Optional<Tls.Identity> identity) {
    return identity
        .map(ours -> "our certificate was refused: " + ours)
        .orElse("it asks for a certificate, and connection.tls.client names none");
  }

  /** What we have against theirs; empty: nothing. */
  private static Optional<String> distrust(Throwable failure) {
    if (causes(failure).anyMatch(CertPathBuilderException.class::isInstance)) {
      return Optional.of("no authority that we trust has signed it");
    }
    Optional<CertPathValidatorException> invalid =
        causes(failure)
            .filter(CertPathValidatorException.class::isInstance)
            .map(CertPathValidatorException.class::cast)
            .findFirst();
    if (invalid.isPresent()) {
      return Optional.of(invalid(invalid.get()));
    }
    return causes(failure)
        .filter(CertificateException.class::isInstance)
        .findFirst()
        .map(wrong -> String.valueOf(wrong.getMessage()));
  }

  private static String invalid(CertPathValidatorException invalid) {
    CertPath path = invalid.getCertPath();
    String reason = String.valueOf(invalid.getReason());
    if (path == null
        || invalid.getIndex() < 0
        || !(path.getCertificates().get(invalid.getIndex()) instanceof X509Certificate which)) {
      return reason;
    }
    return which.getSubjectX500Principal()
        + " is good from "
        + which.getNotBefore().toInstant()
        + " until "
        + which.getNotAfter().toInstant()
        + ": "
        + reason;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      causes.add(each);
    }
    return causes.stream();
  }
}
