package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** By the alerts of RFC 8446, section 6.2. */
class TlsFailuresTest {

  @Test
  void anAlertThatRefusesOurCertificateIsNoMatterOfRepeating() {
    Exception alert = new SSLHandshakeException("Received fatal alert: certificate_required");

    assertThat(TlsFailures.of(new IOException(alert), Optional.empty()))
        .contains(
            new Exchange.Broken(
                Exchange.Failure.UNAUTHORIZED,
                "it asks for a certificate, and connection.tls.client names none:"
                    + " certificate_required"));
  }

  @Test
  void anotherFailureOfAHandshakeIsACallThatWasNotSent() {
    assertThat(TlsFailures.of(new SSLHandshakeException("no cipher"), Optional.empty()))
        .contains(
            new Exchange.Broken(Exchange.Failure.NOT_SENT, "no secure connection: no cipher"));
    assertThat(TlsFailures.of(new SSLException("broken"), Optional.empty())).isEmpty();
    assertThat(TlsFailures.of(new IOException("reset"), Optional.empty())).isEmpty();
  }
}
