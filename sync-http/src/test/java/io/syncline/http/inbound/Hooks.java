package io.syncline.http.inbound;

import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.InboundSpec;
import io.syncline.http.manifest.ManifestReader;
import io.syncline.spi.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Receivers that manifests describe, and requests for them. */
final class Hooks {

  static final String PATH = "/hooks/crm";

  private Hooks() {}

  /** The {@code inbound} of a manifest, as one line of YAML. */
  static InboundSpec spec(String inbound) {
    String manifest =
        """
        adapter: http/v1
        connection: { base: "https://crm.example" }
        datasets:
          contacts:
            key: [id]
            read: { one: "GET /contacts/{id}" }
            inbound: %s
        """
            .formatted(inbound);
    DatasetManifest contacts =
        Objects.requireNonNull(ManifestReader.read(manifest, Map.of()).datasets().get("contacts"));
    return contacts.inbound().orElseThrow();
  }

  static WebhookReceiver receiver(
      String inbound, Function<String, Optional<String>> secrets, Instant now) {
    InboundSpec spec = spec(inbound);
    return new WebhookReceiver(spec, secrets, InstantSource.fixed(now));
  }

  /** Each secret is known by its own name. */
  static WebhookReceiver receiver(String inbound, Map<String, String> secrets, Instant now) {
    return receiver(inbound, name -> Optional.ofNullable(secrets.get(name)), now);
  }

  /** Headers as name, value, name, value. */
  static InboundRequest request(String body, String... headers) {
    return request(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static InboundRequest request(byte[] body, String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
    }
    return new InboundRequest("POST", PATH, "", all, body);
  }
}
