package io.syncline.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.SecretText;
import io.syncline.http.manifest.TimeFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  /** RFC 4231, test case 2. */
  @Test
  void theCodeIsThatOfTheStandard() {
    HttpTransport.Request signed =
        signed("Jefe", "{body}", "{signature}", false, "what do ya want for nothing?");

    assertThat(signed.headers())
        .containsEntry(
            "X-Signature", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  /** The example of GitHub's documentation of webhooks. */
  @Test
  void aValueMayHoldMoreThanTheCode() {
    HttpTransport.Request signed =
        signed(
            "It's a Secret to Everybody", "{body}", "sha256={signature}", false, "Hello, World!");

    assertThat(signed.headers())
        .containsEntry(
            "X-Signature",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }

  /** The same as the code of the parts written out. */
  @Test
  void everyPartOfTheCallMayBeSigned() {
    HttpTransport.Request signed =
        signed("Jefe", "{method}\n{host}\n{path}\n{time}\n{body.sha256}", "{signature}", true, "");
    HttpTransport.Request spelled =
        signed(
            "Jefe",
            "{body}",
            "{signature}",
            true,
            "POST\ncrm.example:8443\n/v1/contacts?a=%20b\n1769860800\n"
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    assertThat(signed.headers().get("X-Signature")).isEqualTo(spelled.headers().get("X-Signature"));
    assertThat(signed.headers())
        .containsEntry("X-Time", "1769860800")
        .containsEntry("X-Key", "key-4711")
        .containsEntry("Accept", "application/json");
  }

  @Test
  void oneBitMoreOrLessGivesAnotherCode() {
    assertThat(signed("Jefe", "{body}", "{signature}", false, "a").headers())
        .isNotEqualTo(signed("Jefe", "{body}", "{signature}", false, "`").headers());
  }

  private static HttpTransport.Request signed(
      String secret, String over, String value, boolean base64, String body) {
    AuthSpec.Signature spec =
        new AuthSpec.Signature(
            "HmacSHA256",
            new SecretText("${secret.shared}"),
            over,
            "X-Signature",
            value,
            base64,
            TimeFormat.EPOCH_SECONDS,
            Optional.of("X-Time"),
            Map.of("X-Key", new SecretText("${secret.key}")));
    Map<String, String> secrets = Map.of("shared", secret, "key", "key-4711");
    return new Signing(
            spec,
            Secrets.of(
                spec.secrets(), Optional.empty(), name -> Optional.ofNullable(secrets.get(name))))
        .signed(
            new HttpTransport.Request(
                "POST",
                URI.create("https://crm.example:8443/v1/contacts?a=%20b"),
                Map.of("Accept", "application/json"),
                body.getBytes(StandardCharsets.UTF_8)),
            NOW)
        .orElseThrow();
  }
}
