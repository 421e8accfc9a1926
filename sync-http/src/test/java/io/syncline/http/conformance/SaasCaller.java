package io.syncline.http.conformance;

import io.syncline.http.json.Json;
import io.syncline.model.NativeKey;
import io.syncline.spi.InboundRequest;
import io.syncline.testkit.conformance.Abilities;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** Calls as the fake service does: signed as Standard Webhooks say, with whole records. */
record SaasCaller(FakeDataset records) implements Abilities.Caller {

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final String SECRET_BEFORE = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  private static final String SECRET_OF_NOBODY = "whsec_plJ3nmyCDGBKInavdOK15jsl+aVlcr1F";
  private static final String PATH = "/hooks/contacts";

  @Override
  public byte[] body(NativeKey changed) {
    FakeRecord record = records.find(changed.toString()).orElseThrow();
    ObjectNode event = Json.object().put("type", records.name() + ".changed");
    ObjectNode data = event.putObject("data").put("id", record.id()).put("etag", record.etag());
    record.fields().forEach((name, value) -> data.put(name, String.valueOf(value)));
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public InboundRequest signed(byte[] body, Instant at) {
    return signed(body, at, SECRET);
  }

  @Override
  public InboundRequest forged(byte[] body, Instant at) {
    return signed(body, at, SECRET_OF_NOBODY);
  }

  @Override
  public Optional<InboundRequest> signedByOther(byte[] body, Instant at) {
    return Optional.of(signed(body, at, SECRET_BEFORE));
  }

  @Override
  public Optional<Abilities.Handshake> handshake() {
    return Optional.of(
        new Abilities.Handshake(
            new InboundRequest(
                "POST", PATH, "validationToken=are%20you%20there", Map.of(), new byte[0]),
            "are you there"));
  }

  private static InboundRequest signed(byte[] body, Instant at, String secret) {
    String id = "msg_" + UUID.randomUUID();
    String time = Long.toString(at.getEpochSecond());
    return new InboundRequest(
        "POST",
        PATH,
        "",
        Map.of(
            "Content-Type",
            List.of("application/json"),
            "webhook-id",
            List.of(id),
            "webhook-timestamp",
            List.of(time),
            "webhook-signature",
            List.of("v1," + code(secret, id + "." + time + ".", body))),
        body);
  }

  private static String code(String secret, String before, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(before.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("must have HMAC-SHA256", e);
    }
  }
}
