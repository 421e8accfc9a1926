package io.syncline.http.manifest;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * What an answer means beyond its status. All conditions that are given must hold.
 *
 * @param statuses empty: any
 * @param code as {@link FailureShape#code()} finds it
 * @param text a part of what {@link FailureShape#text()} finds, in capitals or small letters
 * @param given where something must be that is not null
 * @param told where such an answer says what is wrong, if elsewhere than others
 */
public record ErrorRule(
    List<Integer> statuses,
    Optional<String> code,
    Optional<String> text,
    Optional<BodyIs> body,
    Optional<JsonPointer> given,
    Verdict then,
    FailureShape told) {

  public ErrorRule {
    statuses = List.copyOf(statuses);
  }

  /** Whether it is of answers of this status, among others. */
  public boolean isOf(int status) {
    return statuses.isEmpty() || statuses.contains(status);
  }

  /** The value at a place of the body, as text. */
  public record BodyIs(JsonPointer at, String is) {}
}
