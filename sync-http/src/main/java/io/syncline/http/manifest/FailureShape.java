package io.syncline.http.manifest;

import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Where an error body says what was wrong; what it does not say is left out. */
public record FailureShape(
    Optional<JsonPointer> code, Optional<JsonPointer> text, Optional<Fields> fields) {

  /** A list with one entry per field. */
  public record Fields(JsonPointer items, JsonPointer field, Optional<JsonPointer> text) {}
}
