package io.syncline.http.inbound;

import static io.syncline.http.inbound.Hooks.receiver;
import static io.syncline.http.inbound.Hooks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.manifest.ManifestReader;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

  /** The published example of Standard Webhooks, as its reference libraries test it. */
  private static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String STANDARD_BODY = "{\"test\": 2432232314}";
  private static final String STANDARD_SIGNATURE =
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final Instant STANDARD_TIME = Instant.ofEpochSecond(1_614_265_330);
  private static final String STANDARD =
      "{ path: /hooks/crm, verify: { standard-webhooks: { secret: \"${secret.hook}\" } },"
          + " event: { key: /test } }";

  private static final String SHARED =
      "{ path: /hooks/crm, verify: { hmac: { secret: \"${secret.hook}\", header: X-Sign } }, ";

  private static InboundRequest standard(String body, String signature) {
    return request(
        body,
        "Webhook-Id",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "Webhook-Timestamp",
        Long.toString(STANDARD_TIME.getEpochSecond()),
        "Webhook-Signature",
        signature);
  }

  private static Received standard(String secret, InboundRequest request, Instant now) {
    return receiver(STANDARD, Map.of("hook", secret), now).receive(request);
  }

  private static byte[] mac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(String secret, String text) {
    return HexFormat.of().formatHex(mac(secret, text));
  }

  /** A receiver of events as {@code event} says, and what it makes of a genuine body. */
  private static Received received(String event, String body) {
    return receiver(SHARED + "event: " + event + " }", Map.of("hook", "secret"), STANDARD_TIME)
        .receive(request(body, "X-Sign", hex("secret", body)));
  }

  private static Change hinted(String key) {
    return new Change.Hinted(NativeKey.of(key));
  }

  @Test
  void theExampleOfStandardWebhooksPasses() {
    Received received =
        standard(STANDARD_SECRET, standard(STANDARD_BODY, STANDARD_SIGNATURE), STANDARD_TIME);

    assertThat(received.response()).isEqualTo(InboundResponse.OK);
    assertThat(received.id()).contains("msg_p5jXN8AQM9LWM0D4loKWxJek");
    assertThat(received.changes()).containsExactly(hinted("2432232314"));
  }

  @Test
  void oneOfManySignaturesSuffices() {
    String others = "v1a,bm9uZQ== v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ";

    assertThat(
            standard(
                    STANDARD_SECRET,
                    standard(STANDARD_BODY, others + STANDARD_SIGNATURE),
                    STANDARD_TIME)
                .response())
        .isEqualTo(InboundResponse.OK);
  }

  @Test
  void flippedBitsWrongSecretsAndMissingHeadersFailAlike() {
    InboundRequest good = standard(STANDARD_BODY, STANDARD_SIGNATURE);
    Received refused = Received.refused(InboundResponse.UNAUTHORIZED);

    for (int i = 0; i < good.body().length; i++) {
      byte[] flipped = good.body().clone();
      flipped[i] ^= 1;
      InboundRequest forged = new InboundRequest("POST", Hooks.PATH, "", good.headers(), flipped);
      assertThat(standard(STANDARD_SECRET, forged, STANDARD_TIME)).isEqualTo(refused);
    }
    assertThat(standard("whsec_AAAA", good, STANDARD_TIME)).isEqualTo(refused);
    for (String name : good.headers().keySet()) {
      var headers = new HashMap<>(good.headers());
      headers.remove(name);
      InboundRequest lacking = new InboundRequest("POST", Hooks.PATH, "", headers, good.body());
      assertThat(standard(STANDARD_SECRET, lacking, STANDARD_TIME)).as(name).isEqualTo(refused);
    }
  }

  @Test
  void oldAndFutureStampsAreRefused() {
    InboundRequest good = standard(STANDARD_BODY, STANDARD_SIGNATURE);
    Duration tolerance = Duration.ofMinutes(5);

    for (Duration off : new Duration[] {tolerance, tolerance.negated()}) {
      assertThat(standard(STANDARD_SECRET, good, STANDARD_TIME.plus(off)).response())
          .isEqualTo(InboundResponse.OK);
    }
    for (Duration off :
        new Duration[] {tolerance.plusSeconds(1), tolerance.plusSeconds(1).negated()}) {
      assertThat(standard(STANDARD_SECRET, good, STANDARD_TIME.plus(off)).response())
          .isEqualTo(InboundResponse.UNAUTHORIZED);
    }
    assertThat(receiver(STANDARD, Map.of("hook", STANDARD_SECRET), STANDARD_TIME).replayWindow())
        .isEqualTo(tolerance.multipliedBy(2));
  }

  @Test
  void twoSecretsAreGoodWhileOneIsChangedForTheOther() {
    String both = STANDARD.replace("\"${secret.hook}\"", "[\"${secret.new}\", \"${secret.old}\"]");
    Map<String, String> secrets = new HashMap<>(Map.of("new", "whsec_AAAA"));
    secrets.put("old", STANDARD_SECRET);
    WebhookReceiver receiver =
        receiver(both, name -> Optional.ofNullable(secrets.get(name)), STANDARD_TIME);
    InboundRequest good = standard(STANDARD_BODY, STANDARD_SIGNATURE);

    assertThat(receiver.receive(good).response()).isEqualTo(InboundResponse.OK);

    secrets.remove("old");

    assertThat(receiver.receive(good).response()).isEqualTo(InboundResponse.UNAUTHORIZED);
  }

  /** From GitHub's documentation, "Validating webhook deliveries": testing the validation. */
  @Test
  void theExampleOfGitHubPasses() {
    WebhookReceiver receiver =
        receiver(
            "{ path: /hooks/crm, verify: { github: { secret: \"${secret.hook}\" } },"
                + " event: { key: /id } }",
            Map.of("hook", "It's a Secret to Everybody"),
            STANDARD_TIME);
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    Received received =
        receiver.receive(request("Hello, World!", "X-Hub-Signature-256", signature));
    Received forged = receiver.receive(request("Hello, World?", "X-Hub-Signature-256", signature));

    assertThat(received.response()).as("genuine, but no JSON").isEqualTo(InboundResponse.MALFORMED);
    assertThat(forged.response()).isEqualTo(InboundResponse.UNAUTHORIZED);
  }

  @Test
  void stripeSignsTheTimeAndTheBodyInOneHeader() {
    WebhookReceiver receiver =
        receiver(
            "{ path: /hooks/crm, verify: { stripe: { secret: \"${secret.hook}\" } },"
                + " event: { key: /data/object/id } }",
            Map.of("hook", "whsec_of_stripe"),
            STANDARD_TIME);
    String body = "{\"id\": \"evt_1\", \"data\": {\"object\": {\"id\": \"cus_1\"}}}";
    String code = hex("whsec_of_stripe", "1614265330." + body);

    Received received =
        receiver.receive(
            request(
                body,
                "Stripe-Signature",
                "t=1614265330,v1=" + "0".repeat(64) + ",v1=" + code + ",v0=1"));
    Received later = receiver.receive(request(body, "Stripe-Signature", "t=1614265331,v1=" + code));

    assertThat(received.changes()).containsExactly(hinted("cus_1"));
    assertThat(received.id()).contains("evt_1");
    assertThat(later.response()).isEqualTo(InboundResponse.UNAUTHORIZED);
  }

  @Test
  void shopifySignsTheBodyInBase64() {
    WebhookReceiver receiver =
        receiver(
            "{ path: /hooks/crm, verify: { shopify: { secret: \"${secret.hook}\" } },"
                + " event: { kind: header.X-Shopify-Topic, key: /id,"
                + " map: { customers/delete: delete, \"customers/*\": hint } } }",
            Map.of("hook", "hush"),
            STANDARD_TIME);
    String code = Base64.getEncoder().encodeToString(mac("hush", "{\"id\":1}"));

    Received received =
        receiver.receive(
            request(
                "{\"id\":1}",
                "X-Shopify-Hmac-Sha256",
                code,
                "X-Shopify-Topic",
                "customers/delete",
                "X-Shopify-Webhook-Id",
                "b54557e4"));

    assertThat(received.id().orElseThrow()).startsWith("b54557e4 ");
    assertThat(received.changes())
        .containsExactly(new Change.Deleted(NativeKey.of("1"), Optional.empty(), Optional.empty()));
  }

  @Test
  void aSchemeOfItsOwnSignsWhatTheManifestSays() {
    WebhookReceiver receiver =
        receiver(
            "{ path: /hooks/crm, verify: { hmac: { secret: \"${secret.hook}\", header: X-Sign,"
                + " prefix: \"v2=\", as: base64, over: \"{method}|{path}|{header.X-App}|{time}|{body.sha256}\","
                + " time: { header: X-Time, format: epoch-millis, tolerance: 1m } } },"
                + " dedupe: /delivery, event: { key: /id } }",
            Map.of("hook", "hush"),
            STANDARD_TIME);
    String body = "{\"id\":\"a\",\"delivery\":7}";
    String over =
        "POST|/hooks/crm|app|1614265330000|"
            + HexFormat.of()
                .formatHex(
                    io.syncline.model.LargeObject.sha256()
                        .digest(body.getBytes(StandardCharsets.UTF_8)));
    String code = "v2=" + Base64.getEncoder().encodeToString(mac("hush", over));

    Received received =
        receiver.receive(request(body, "X-Sign", code, "X-App", "app", "X-Time", "1614265330000"));

    assertThat(received.id()).contains("7");
    assertThat(received.changes()).containsExactly(hinted("a"));
  }

  @Test
  void aBodyIsOneEventOrAListOfThem() {
    String event = "{ key: /id }";

    assertThat(received(event, "{\"id\":1}").changes()).containsExactly(hinted("1"));
    assertThat(received(event, "[{\"id\":1},{\"id\":\"b\"}]").changes())
        .containsExactly(hinted("1"), hinted("b"));
    assertThat(received(event, "[]").response()).isEqualTo(InboundResponse.OK);
    assertThat(received("{ items: /events, key: /id }", "{\"events\":[{\"id\":1}]}").changes())
        .containsExactly(hinted("1"));
  }

  @Test
  void eventsOfOtherKindsAreLeftToOthers() {
    String event =
        "{ kind: /type, key: /id, map: { contact.deleted: delete, \"contact.*\": hint } }";

    assertThat(received(event, "{\"type\":\"deal.changed\"}"))
        .isEqualTo(new Received(InboundResponse.OK, Optional.empty(), List.of()));
    assertThat(received(event, "{\"type\":\"contact.changed\",\"id\":5}").changes())
        .containsExactly(hinted("5"));
  }

  @Test
  void whatDoesNotNameItsRecordIsRefused() {
    Received refused = Received.refused(InboundResponse.MALFORMED);

    assertThat(received("{ key: /id }", "{\"ID\":1}")).isEqualTo(refused);
    assertThat(received("{ key: /id }", "{\"id\":null}")).isEqualTo(refused);
    assertThat(received("{ items: /events, key: /id }", "{\"id\":1}")).isEqualTo(refused);
    assertThat(received("{ key: /id }", "{\"id\":1")).isEqualTo(refused);
    assertThat(received("{ key: /id }", "")).isEqualTo(refused);
    for (String id : new String[] {"", ".", ".."}) {
      assertThat(received("{ key: /id }", "{\"id\":\"" + id + "\"}")).isEqualTo(refused);
    }
    assertThat(received("{ kind: /type, key: /id, map: { x: hint } }", "{\"id\":1}"))
        .isEqualTo(refused);
  }

  @Test
  void anIdThatIsEmptyIsNone() {
    assertThat(received("{ key: /id }, dedupe: /event", "{\"id\":1,\"event\":\"\"}").id())
        .isEmpty();
    assertThat(received("{ key: /id }, dedupe: /event", "{\"id\":1,\"event\":7}").id())
        .contains("7");
  }

  @Test
  void anIdThatIsNotSignedIsThatOfItsBody() {
    String one = "{\"id\":1}";
    String other = "{\"id\":2}";

    assertThat(idOf(one)).isEqualTo(idOf(one)).isNotEqualTo(idOf(other)).startsWith("seq-1 ");
  }

  private static String idOf(String body) {
    InboundRequest signed = request(body, "X-Sign", hex("secret", body));
    java.util.Map<String, java.util.List<String>> headers = new HashMap<>(signed.headers());
    headers.put("X-Seq", List.of("seq-1"));
    return receiver(
            SHARED + "event: { key: /id }, dedupe: header.X-Seq }",
            Map.of("hook", "secret"),
            STANDARD_TIME)
        .receive(new InboundRequest("POST", Hooks.PATH, "", headers, signed.body()))
        .id()
        .orElseThrow();
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() throws Exception {
    byte[] body = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xC3, '"', '}'};
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String code = HexFormat.of().formatHex(mac.doFinal(body));

    Received received =
        receiver(SHARED + "event: { key: /id } }", Map.of("hook", "secret"), STANDARD_TIME)
            .receive(request(body, "X-Sign", code));

    assertThat(received.response()).isEqualTo(InboundResponse.MALFORMED);
  }

  @Test
  void secretsMustBeThereAndOfTheRightForm() {
    assertThatThrownBy(() -> receiver(STANDARD, Map.of(), STANDARD_TIME))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("secret.hook: must be known to the host");
    assertThatThrownBy(() -> receiver(STANDARD, Map.of("hook", "whsec_!"), STANDARD_TIME))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("secret.hook: must be base 64, as whsec_...");
  }

  @Test
  void everyMistakeOfTheManifestIsTold() {
    String manifest =
        """
        adapter: http/v1
        connection: { base: "https://crm.example" }
        datasets:
          contacts:
            key: [id]
            inbound:
              path: hooks
              verify: { hmac: { secret: s, header: X, over: "{time}.{bdy}", algorithm: hmac-md5 }, gitub: {} }
              event: { kind: /type, key: [/a, /b], map: { x: hnt } }
        """;

    assertThatThrownBy(() -> ManifestReader.read(manifest, Map.of()))
        .isInstanceOfSatisfying(
            AdapterException.ConfigInvalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder(
                        "datasets.contacts.inbound: must not be given without read: what is named"
                            + " is read by key (line 7)",
                        "datasets.contacts.inbound.path: must be a path such as /hooks/crm: hooks"
                            + " (line 7)",
                        "datasets.contacts.inbound.verify.gitub: must be a known key, did you mean"
                            + " github? (line 8)",
                        "datasets.contacts.inbound.verify.hmac.over: must use known variables:"
                            + " {bdy}, did you mean body? (line 8)",
                        "datasets.contacts.inbound.verify.hmac.over: must use {body} or"
                            + " {body.sha256}: {time}.{bdy} (line 8)",
                        "datasets.contacts.inbound.verify.hmac.over: must use {time} where time is"
                            + " given, and only there: {time}.{bdy} (line 8)",
                        "datasets.contacts.inbound.verify.hmac.algorithm: must be a known word:"
                            + " hmac-md5, one of [hmac-sha1, hmac-sha256, hmac-sha512] (line 8)",
                        "datasets.contacts.inbound.event.key: must be 1 JSON pointers, as the key"
                            + " has fields: [/a, /b] (line 9)",
                        "datasets.contacts.inbound.event.map.x: must be a known word: hnt, did you"
                            + " mean hint? (line 9)"));
  }

  // Handshakes

  private static Received shaken(String handshake, String method, String query, String body) {
    WebhookReceiver receiver =
        receiver(
            SHARED + "handshake: " + handshake + ", event: { key: /id } }",
            Map.of("hook", "secret", "hub", "known to both"),
            STANDARD_TIME);
    assertThat(receiver.methods()).contains(method);
    return receiver.receive(
        new InboundRequest(
            method,
            Hooks.PATH,
            query,
            Map.of("X-Sign", List.of(hex("secret", body))),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aChallengeInTheQueryIsToldWithoutASignature() {
    String graph = "{ challenge: query.validationToken }";

    Received told = shaken(graph, "POST", "a=b&validationToken=Validation%3A+Testing%20it", "any");

    assertThat(told)
        .isEqualTo(Received.answered(new InboundResponse(200, "Validation: Testing it")));
    assertThat(shaken(graph, "POST", "validationTokens=x", "{\"id\": 1}").changes())
        .containsExactly(hinted("1"));
    assertThat(shaken(graph, "GET", "", "").response().isGood()).isFalse();
  }

  @Test
  void whoDoesNotKnowTheTokenIsToldNothing() {
    String webSub =
        "{ challenge: query.hub.challenge, token: { param: hub.verify_token, is: \"${secret.hub}\" } }";

    assertThat(
            shaken(
                    webSub,
                    "GET",
                    "hub.mode=subscribe&hub.challenge=4711&hub.verify_token=known+to+both",
                    "")
                .response())
        .isEqualTo(new InboundResponse(200, "4711"));
    assertThat(shaken(webSub, "GET", "hub.challenge=4711&hub.verify_token=guessed", "").response())
        .isEqualTo(InboundResponse.UNAUTHORIZED);
    assertThat(shaken(webSub, "GET", "hub.challenge=4711", "").response())
        .isEqualTo(InboundResponse.UNAUTHORIZED);
  }

  @Test
  void aChallengeInTheBodyMustBeSigned() {
    String slack = "{ challenge: /challenge, answer: /challenge }";
    String body = "{\"type\": \"url_verification\", \"challenge\": \"3eZbrw1\"}";

    assertThat(shaken(slack, "POST", "", body).response())
        .isEqualTo(new InboundResponse(200, "{\"challenge\":\"3eZbrw1\"}", "application/json"));
    assertThat(
            receiver(
                    SHARED + "handshake: " + slack + ", event: { key: /id } }",
                    Map.of("hook", "secret"),
                    STANDARD_TIME)
                .receive(request(body, "X-Sign", hex("another", body)))
                .response())
        .isEqualTo(InboundResponse.UNAUTHORIZED);
  }

  @Test
  void whatIsLongOrNotPrintableIsToldToNobody() {
    String graph = "{ challenge: query.validationToken }";

    for (String odd : List.of("a%0D%0Ab", "%E4%BA%AC", "%zz", "x".repeat(1025))) {
      assertThat(shaken(graph, "GET", "validationToken=" + odd, "").response().isGood())
          .as(odd)
          .isFalse();
    }
  }

  @Test
  void aTokenThatTheHostDoesNotKnowIsNamed() {
    String inbound =
        SHARED
            + "handshake: { challenge: query.c, token: { param: t, is: \"${secret.hub}\" } },"
            + " event: { key: /id } }";

    assertThatThrownBy(() -> receiver(inbound, Map.of("hook", "secret"), STANDARD_TIME))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage("secret.hub: must be known to the host");
  }
}
