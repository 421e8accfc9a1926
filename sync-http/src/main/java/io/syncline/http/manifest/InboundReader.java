package io.syncline.http.manifest;

import java.util.Optional;

/** Reads {@code inbound} of a dataset: how the service calls us. */
final class InboundReader {

  private static final int MAX_BYTES = 1 << 20;

  private final Section section;
  private final int keyFields;

  /**
   * @param keyFields how many fields the dataset's key has
   */
  InboundReader(Section section, int keyFields) {
    this.section = section;
    this.keyFields = keyFields;
  }

  /** Empty where the manifest is wrong, which is told. */
  Optional<InboundSpec> read() {
    String path = section.requiredText("path");
    if (section.has("path") && !path.startsWith("/")) {
      section.fault("path", "must be a path such as /hooks/crm: " + path);
    }
    Optional<VerifyReader.Scheme> scheme =
        new VerifyReader(section.requiredSection("verify")).read();
    Optional<HandshakeSpec> handshake = section.section("handshake").map(HandshakeReader::read);
    Optional<EventSpec.Place> dedupe = EventReader.place(section, "dedupe");
    EventSpec event = new EventReader(section.requiredSection("event"), keyFields, false).read();
    int maxBytes = section.integer("maxBytes", MAX_BYTES, 1);
    section.end();
    return scheme.map(
        found ->
            new InboundSpec(
                path, found.verify(), handshake, dedupe.or(found::id), event, maxBytes));
  }
}
