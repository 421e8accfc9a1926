package io.syncline.http.route;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One block of a text in PEM (RFC 7468).
 *
 * @param label such as {@code CERTIFICATE}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pem(String label, byte[] content) {

  private static final String CERTIFICATE = "CERTIFICATE";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /** All blocks, in their order; what is between them is left out. */
  static List<Pem> blocks(String text) {
    return BLOCK
        .matcher(text)
        .results()
        .map(
            block ->
                new Pem(block.group(1), Base64.getMimeDecoder().decode(block.group(2).strip())))
        .toList();
  }

  /** The certificates among them. */
  static List<X509Certificate> certificates(List<Pem> blocks) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem block : blocks) {
      if (block.label().equals(CERTIFICATE)) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    return certificates;
  }

  /** Whether it holds a private key, of whichever form. */
  boolean isKey() {
    return label.endsWith("PRIVATE KEY");
  }

  /** It may be a key. */
  @Override
  public String toString() {
    return label;
  }
}
