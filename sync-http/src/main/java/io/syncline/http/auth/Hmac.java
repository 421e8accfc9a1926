package io.syncline.http.auth;

import io.syncline.http.manifest.Template;
import io.syncline.model.LargeObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes over parts of a message, which only those who know the secret can make (RFC 2104). */
final class Hmac {

  private Hmac() {}

  /**
   * The code over a text.
   *
   * @param algorithm of {@link Mac}
   * @param value of each variable of {@code over}, as bytes whatever they mean
   */
  static byte[] code(
      String algorithm, byte[] secret, Template over, Function<String, byte[]> value) {
    Mac mac = mac(algorithm, secret);
    over.forEach(
        literal -> mac.update(literal.getBytes(StandardCharsets.UTF_8)),
        variable -> mac.update(value.apply(variable)));
    return mac.doFinal();
  }

  /** The digest of a body in hex, as codes take it in. */
  static byte[] sha256(byte[] body) {
    return HexFormat.of()
        .formatHex(LargeObject.sha256().digest(body))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Mac mac(String algorithm, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("must have " + algorithm, e);
    }
  }
}
