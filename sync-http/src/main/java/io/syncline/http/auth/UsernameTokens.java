package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.XmlText;
import io.syncline.http.manifest.AuthSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a user's name and password into envelopes, as the UsernameToken Profile 1.0 of WS-Security
 * has it (OASIS, March 2004).
 */
final class UsernameTokens {

  /** What comes of a call that is no envelope. */
  static final Exchange.Broken NO_ENVELOPE =
      new Exchange.Broken(Exchange.Failure.UNAUTHORIZED, "usernameToken is for calls of SOAP only");

  private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  private static final String PROFILE = OASIS + "username-token-profile-1.0#";
  private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
  private static final int NONCE_BYTES = 16;

  /**
   * The envelope's header is before anything that a record says, and no text holds a {@code <}, in
   * any charset whose characters of ASCII are single bytes.
   */
  private static final Pattern END_OF_HEADER = Pattern.compile("</(?:[\\w.-]+:)?Header>");

  private final AuthSpec.UsernameToken spec;
  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  UsernameTokens(AuthSpec.UsernameToken spec, Secrets secrets) {
    this.spec = spec;
    this.secrets = secrets;
  }

  /** Empty where a secret is not known any more. */
  Optional<HttpTransport.Request> signed(HttpTransport.Request request, Instant now) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return secrets
        .reveal(spec.user())
        .flatMap(
            user ->
                secrets
                    .reveal(spec.password())
                    .map(password -> security(user, password, nonce, now)))
        .map(header -> request.with(inserted(request.body(), header)));
  }

  static boolean isEnvelope(HttpTransport.Request request) {
    return END_OF_HEADER.matcher(bytesAsText(request.body())).find();
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

  /** In ASCII, whatever the envelope's charset. */
  private static String element(String name, String attributes, String text) {
    StringBuilder ascii = new StringBuilder("<wsse:" + name + attributes + ">");
    XmlText.escaped(text)
        .codePoints()
        .forEach(
            point -> {
              if (point < 0x80) {
                ascii.appendCodePoint(point);
              } else {
                ascii.append("&#").append(point).append(';');
              }
            });
    return ascii.append("</wsse:").append(name).append('>').toString();
  }

  private static byte[] inserted(byte[] envelope, String header) {
    String text = bytesAsText(envelope);
    Matcher end = END_OF_HEADER.matcher(text);
    if (!end.find()) {
      throw new IllegalStateException("must be an envelope");
    }
    return (text.substring(0, end.start()) + header + text.substring(end.start()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Each byte as a character: nothing of it is lost. */
  private static String bytesAsText(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
