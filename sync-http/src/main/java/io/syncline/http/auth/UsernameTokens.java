package io.syncline.http.auth;

import io.syncline.http.manifest.AuthSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * A user's name and password in the headers of envelopes, as the UsernameToken Profile 1.0 of
 * WS-Security has it (OASIS, March 2004).
 */
final class UsernameTokens {

  private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  private static final String PROFILE = OASIS + "username-token-profile-1.0#";
  private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
  private static final int NONCE_BYTES = 16;

  private final AuthSpec.UsernameToken spec;
  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  UsernameTokens(AuthSpec.UsernameToken spec, Secrets secrets) {
    this.spec = spec;
    this.secrets = secrets;
  }

  /** The element of the header; empty where a secret is not known any more. */
  Optional<String> element(Instant now) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return secrets
        .reveal(spec.user())
        .flatMap(
            user ->
                secrets
                    .reveal(spec.password())
                    .map(password -> security(user, password, nonce, now)));
  }

  private String security(String user, String password, byte[] nonce, Instant now) {
    String created = now.truncatedTo(ChronoUnit.MILLIS).toString();
    String shown = spec.digest() ? digest(nonce, created, password) : password;
    String type = PROFILE + (spec.digest() ? "PasswordDigest" : "PasswordText");
    String freshness =
        spec.digest()
            ? element("Nonce", " EncodingType=\"" + BASE64 + "\"", base64(nonce))
                + "<wsu:Created>"
                + created
                + "</wsu:Created>"
            : "";
    return "<wsse:Security xmlns:wsse=\""
        + OASIS
        + "wssecurity-secext-1.0.xsd\" xmlns:wsu=\""
        + OASIS
        + "wssecurity-utility-1.0.xsd\"><wsse:UsernameToken>"
        + element("Username", "", user)
        + element("Password", " Type=\"" + type + "\"", shown)
        + freshness
        + "</wsse:UsernameToken></wsse:Security>";
  }

  /** The profile's section 3.1: Base64 ( SHA-1 ( nonce + created + password ) ). */
  static String digest(byte[] nonce, String created, String password) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(nonce);
      sha1.update(created.getBytes(StandardCharsets.UTF_8));
      sha1.update(password.getBytes(StandardCharsets.UTF_8));
      return base64(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("must have SHA-1", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String element(String name, String attributes, String text) {
    String start = "<wsse:" + name + attributes + ">";
    return start + EnvelopeHeader.ascii(text) + "</wsse:" + name + ">";
  }
}
