package io.syncline.http.manifest;

import io.syncline.http.manifest.EventSpec.Place;
import io.syncline.http.manifest.HandshakeSpec.Token;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads {@code handshake} of {@code inbound}. */
final class HandshakeReader {

  private static final String QUERY = "query.";

  private HandshakeReader() {}

  static HandshakeSpec read(Section section) {
    Place challenge = challenge(section);
    HandshakeSpec spec =
        new HandshakeSpec(
            challenge, section.section("token").map(HandshakeReader::token), answer(section));
    if (spec.token().isPresent() && !spec.isInQuery()) {
      section.fault("token", "must not be given where the challenge is in a signed body");
    }
    section.end();
    return spec;
  }

  private static Place challenge(Section section) {
    String text = section.requiredText("challenge");
    if (text.startsWith(QUERY)) {
      return new Place.Query(text.substring(QUERY.length()));
    }
    if (section.has("challenge") && !text.startsWith("/")) {
      section.fault("challenge", "must be query.NAME, or a JSON pointer into the body: " + text);
    }
    return new Place.Body(text.startsWith("/") ? JsonPointer.compile(text) : JsonPointer.empty());
  }

  private static Optional<JsonPointer> answer(Section section) {
    Optional<JsonPointer> answer = section.pointer("answer");
    if (answer.filter(JsonPointer::matches).isPresent()) {
      section.fault("answer", "must be a place such as /challenge");
    }
    return answer;
  }

  private static Token token(Section section) {
    Token token = new Token(section.requiredText("param"), section.secret("is"));
    section.end();
    return token;
  }
}
