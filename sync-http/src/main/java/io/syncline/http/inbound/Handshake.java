package io.syncline.http.inbound;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.EventSpec.Place;
import io.syncline.http.manifest.HandshakeSpec;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers a service that asks for what it sent, to see that we are there. What it asks for is short
 * and printable, or it is no handshake.
 */
final class Handshake {

  private static final int LONGEST = 1024;

  private final HandshakeSpec spec;
  private final Function<String, Optional<String>> secrets;

  Handshake(HandshakeSpec spec, Function<String, Optional<String>> secrets) {
    this.spec = spec;
    this.secrets = secrets;
  }

  /** To a request without a signature; empty where it is no handshake. */
  Optional<InboundResponse> answer(InboundRequest request) {
    return spec.challenge() instanceof Place.Query query
        ? parameter(request, query.name())
            .map(
                challenge ->
                    knowsTheToken(request) ? answer(challenge) : InboundResponse.UNAUTHORIZED)
        : Optional.empty();
  }

  /** To the body of a request that was signed; empty where it is no handshake. */
  Optional<InboundResponse> answer(JsonNode body) {
    return spec.challenge() instanceof Place.Body place
        ? Json.text(body, place.at()).map(this::answer)
        : Optional.empty();
  }

  private boolean knowsTheToken(InboundRequest request) {
    return spec.token()
        .map(
            token ->
                token
                    .secret()
                    .reveal(secrets)
                    .filter(secret -> !secret.isEmpty())
                    .flatMap(
                        secret ->
                            parameter(request, token.param())
                                .map(given -> MessageDigest.isEqual(bytes(given), bytes(secret))))
                    .orElse(false))
        .orElse(true);
  }

  private InboundResponse answer(String challenge) {
    boolean fit =
        !challenge.isEmpty()
            && challenge.length() <= LONGEST
            && challenge.chars().allMatch(each -> each >= ' ' && each < 127);
    if (!fit) {
      return InboundResponse.MALFORMED;
    }
    return spec.answer()
        .map(at -> new InboundResponse(200, json(at, challenge), "application/json"))
        .orElseGet(() -> new InboundResponse(200, challenge));
  }

  private static String json(JsonPointer at, String challenge) {
    ObjectNode answer = Json.object();
    Json.put(answer, at, JsonNodeFactory.instance.stringNode(challenge));
    return answer.toString();
  }

  /** Empty where the query has none of the name, or cannot be read. */
  private static Optional<String> parameter(InboundRequest request, String name) {
    try {
      for (String pair : request.query().split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
          return Optional.of(decoded(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
