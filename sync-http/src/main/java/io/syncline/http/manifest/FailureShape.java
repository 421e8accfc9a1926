package io.syncline.http.manifest;

import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * Where an error body says what was wrong; what it does not say is left out.
 *
 * @param key of a duplicate, or a moved record: the record that is there, unless a rule says where
 */
public record FailureShape(
    Optional<JsonPointer> code,
    Optional<JsonPointer> text,
    Optional<JsonPointer> key,
    Optional<Fields> fields) {

  /** Of bodies that say nothing in a place that is known. */
  static final FailureShape NONE =
      new FailureShape(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What this does not say as {@code usual} has it. */
  public FailureShape over(FailureShape usual) {
    return new FailureShape(
        code.or(usual::code), text.or(usual::text), key.or(usual::key), fields.or(usual::fields));
  }

  /** A list with one entry per field. */
  public record Fields(JsonPointer items, JsonPointer field, Optional<JsonPointer> text) {}
}
