package io.syncline.http.auth;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.AuthSpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests by a code over what they send. */
final class Signing {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

  private final AuthSpec.Signature spec;
  private final Secrets secrets;

  Signing(AuthSpec.Signature spec, Secrets secrets) {
    this.spec = spec;
    this.secrets = secrets;
  }

  /** Empty where a secret is not known any more. */
  Optional<HttpTransport.Request> signed(HttpTransport.Request request, Instant now) {
    Optional<String> secret = secrets.reveal(spec.secret());
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    String time = spec.time().write(now);
    byte[] code = code(secret.get(), request, time);
    String signature =
        spec.base64() ? Base64.getEncoder().encodeToString(code) : HexFormat.of().formatHex(code);
    HttpTransport.Request signed =
        request.with(
            spec.header(), spec.value().replace("{signature}", signature).replace("{time}", time));
    if (spec.timeHeader().isPresent()) {
      signed = signed.with(spec.timeHeader().get(), time);
    }
    for (var header : spec.headers().entrySet()) {
      Optional<String> value = secrets.reveal(header.getValue());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      signed = signed.with(header.getKey(), value.get());
    }
    return Optional.of(signed);
  }

  /** Over the bytes that are sent, whatever they mean. */
  private byte[] code(String secret, HttpTransport.Request request, String time) {
    Map<String, byte[]> values =
        Map.of(
            "method", bytes(request.method()),
            "path", bytes(path(request)),
            "host", bytes(request.address().getRawAuthority()),
            "time", bytes(time),
            "body", request.body(),
            "body.sha256", bytes(HexFormat.of().formatHex(sha256(request.body()))));
    try {
      Mac mac = Mac.getInstance(spec.algorithm());
      mac.init(new SecretKeySpec(bytes(secret), spec.algorithm()));
      Matcher variables = VARIABLE.matcher(spec.over());
      int from = 0;
      while (variables.find()) {
        mac.update(bytes(spec.over().substring(from, variables.start())));
        mac.update(values.get(variables.group(1)));
        from = variables.end();
      }
      mac.update(bytes(spec.over().substring(from)));
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("must have " + spec.algorithm(), e);
    }
  }

  private static String path(HttpTransport.Request request) {
    String query = request.address().getRawQuery();
    return request.address().getRawPath() + (query == null ? "" : "?" + query);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("must have SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
