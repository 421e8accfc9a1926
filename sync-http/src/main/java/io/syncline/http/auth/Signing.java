package io.syncline.http.auth;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.Template;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Signs requests by a code over what they send. */
final class Signing {

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
    return Hmac.code(
        spec.algorithm(),
        bytes(secret),
        new Template(spec.over()),
        variable -> value(variable, request, time));
  }

  private static byte[] value(String variable, HttpTransport.Request request, String time) {
    return switch (variable) {
      case "method" -> bytes(request.method());
      case "path" -> bytes(path(request));
      case "host" -> bytes(request.address().getRawAuthority());
      case "time" -> bytes(time);
      case "body" -> request.body();
      case "body.sha256" ->
          request
              .upload()
              .map(upload -> bytes(upload.sha256()))
              .orElseGet(() -> Hmac.sha256(request.body()));
      default -> throw new IllegalStateException("must be known: variable=" + variable);
    };
  }

  private static String path(HttpTransport.Request request) {
    String query = request.address().getRawQuery();
    return request.address().getRawPath() + (query == null ? "" : "?" + query);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
