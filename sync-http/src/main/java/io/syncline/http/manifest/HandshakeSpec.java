package io.syncline.http.manifest;

import io.syncline.http.manifest.EventSpec.Place;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * What a service asks for before it calls us: to be told what it sent.
 *
 * @param challenge where it is: in the query, then the request has no signature; or in the body of
 *     one that has
 * @param token what the request must know besides; empty: nothing
 * @param answer where the answer, a JSON object, has it; empty: it is the answer, as text
 */
public record HandshakeSpec(Place challenge, Optional<Token> token, Optional<JsonPointer> answer) {

  /**
   * A secret of both sides.
   *
   * @param param of the query
   */
  public record Token(String param, SecretText secret) {}

  /** Whether the challenge is in the query. */
  public boolean isInQuery() {
    return challenge instanceof Place.Query;
  }
}
