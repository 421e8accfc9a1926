package io.syncline.http.auth;

import io.syncline.http.manifest.HandshakeSpec;
import io.syncline.http.manifest.SecretText;
import io.syncline.http.manifest.VerifySpec;
import io.syncline.http.manifest.VerifySpec.Part;
import io.syncline.spi.AdapterException;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.SettingFault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells requests that the service made from all others. Secrets are asked for at every request, so
 * they may change under way. Thread-safe.
 */
public final class Verifying {

  private static final String STANDARD_WEBHOOKS_PREFIX = "whsec_";

  private final VerifySpec spec;
  private final Function<String, Optional<String>> secrets;

  private Verifying(VerifySpec spec, Function<String, Optional<String>> secrets) {
    this.spec = spec;
    this.secrets = secrets;
  }

  /**
   * Looks whether every secret is there.
   *
   * @param handshake whose secret is looked for, too
   * @throws AdapterException.ConfigInvalid naming those that are not, or of the wrong form
   */
  public static Verifying of(
      VerifySpec spec,
      Optional<HandshakeSpec> handshake,
      Function<String, Optional<String>> secrets) {
    Verifying verifying = new Verifying(spec, secrets);
    List<SettingFault> faults = new ArrayList<>();
    handshake
        .flatMap(HandshakeSpec::token)
        .map(HandshakeSpec.Token::secret)
        .filter(secret -> secret.reveal(secrets).isEmpty())
        .ifPresent(secret -> faults.addAll(unknown(secret)));
    for (SecretText text : spec.secrets()) {
      if (text.reveal(secrets).isEmpty()) {
        faults.addAll(unknown(text));
      } else if (verifying.key(text).isEmpty()) {
        String form = spec.encoded() ? "must be base 64, as whsec_..." : "must not be empty";
        faults.add(new SettingFault("secret." + String.join(" ", text.names()), form));
      }
    }
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return verifying;
  }

  private static List<SettingFault> unknown(SecretText text) {
    return text.names().stream()
        .map(name -> new SettingFault("secret." + name, "must be known to the host"))
        .toList();
  }

  /** Whether it was made by one who knows a secret of now, over these very bytes, at about now. */
  public boolean isGenuine(InboundRequest request, Instant now) {
    Optional<String> time = time(request);
    if (spec.time().isPresent() && !isAboutNow(time, now)) {
      return false;
    }
    List<byte[]> given = given(request);
    boolean genuine = false;
    for (SecretText secret : spec.secrets()) {
      Optional<byte[]> code = key(secret).flatMap(key -> code(key, request, time));
      for (byte[] each : given) {
        genuine |= code.isPresent() && MessageDigest.isEqual(code.get(), each);
      }
    }
    return genuine;
  }

  private boolean isAboutNow(Optional<String> time, Instant now) {
    return spec.time()
        .flatMap(
            expected ->
                time.flatMap(expected.format()::read)
                    .filter(
                        at -> Duration.between(at, now).abs().compareTo(expected.tolerance()) <= 0))
        .isPresent();
  }

  private Optional<String> time(InboundRequest request) {
    return spec.time().flatMap(time -> values(request, time.part()).findFirst());
  }

  private List<byte[]> given(InboundRequest request) {
    return values(request, spec.signature()).flatMap(text -> decoded(text).stream()).toList();
  }

  private static Stream<String> values(InboundRequest request, Part part) {
    return request.header(part.header()).stream()
        .flatMap(
            header ->
                part.separator().isEmpty()
                    ? Stream.of(header)
                    : Arrays.stream(header.split(Pattern.quote(part.separator()))))
        .map(String::strip)
        .filter(value -> value.startsWith(part.prefix()))
        .map(value -> value.substring(part.prefix().length()));
  }

  private Optional<byte[]> decoded(String code) {
    try {
      return Optional.of(
          spec.base64() ? Base64.getDecoder().decode(code) : HexFormat.of().parseHex(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Empty where the secret is not known any more, or no key. */
  private Optional<byte[]> key(SecretText secret) {
    try {
      return secret.reveal(secrets).map(this::key).filter(key -> key.length > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] key(String secret) {
    if (!spec.encoded()) {
      return bytes(secret);
    }
    return Base64.getDecoder()
        .decode(
            secret.startsWith(STANDARD_WEBHOOKS_PREFIX)
                ? secret.substring(STANDARD_WEBHOOKS_PREFIX.length())
                : secret);
  }

  /** Empty where the request lacks a header that the code is made over. */
  private Optional<byte[]> code(byte[] key, InboundRequest request, Optional<String> time) {
    boolean whole = headers().allMatch(name -> request.header(name).isPresent());
    return whole
        ? Optional.of(
            Hmac.code(
                spec.algorithm(), key, spec.over(), variable -> value(variable, request, time)))
        : Optional.empty();
  }

  private Stream<String> headers() {
    List<String> names = new ArrayList<>();
    spec.over()
        .forEach(
            literal -> {},
            variable -> {
              if (variable.startsWith("header.")) {
                names.add(variable.substring("header.".length()));
              }
            });
    return names.stream();
  }

  private static byte[] value(String variable, InboundRequest request, Optional<String> time) {
    return switch (variable) {
      case "method" -> bytes(request.method());
      case "path" ->
          bytes(request.path() + (request.query().isEmpty() ? "" : "?" + request.query()));
      case "time" -> bytes(time.orElse(""));
      case "body" -> request.body();
      case "body.sha256" -> Hmac.sha256(request.body());
      default -> bytes(request.header(variable.substring("header.".length())).orElse(""));
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
