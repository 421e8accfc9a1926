package io.syncline.http.rest;

import io.syncline.http.codec.Encoding;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.Value;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what of a write a call has no form or no place for, before anything is sent. */
final class Misfits {

  private final Encoding encoding;
  private final Optional<Set<String>> places;

  /** {@code places}: the variables that the body has; empty: it takes all fields. */
  Misfits(Encoding encoding, Optional<Set<String>> places) {
    this.encoding = encoding;
    this.places = places;
  }

  /**
   * One for each field that does not fit.
   *
   * @param key by field, where the body has it
   */
  List<FieldError> of(Write write, Map<String, String> key) {
    List<FieldError> errors = new ArrayList<>();
    key.forEach((field, part) -> add(errors, field, misfit(Value.of(part))));
    write.fields().forEach((field, value) -> add(errors, field, misfit(field, value)));
    return errors;
  }

  private static void add(List<FieldError> errors, String field, Optional<String> misfit) {
    misfit.ifPresent(text -> errors.add(new FieldError(field, "must " + text)));
  }

  private Optional<String> misfit(String field, Value value) {
    if (places.isEmpty()) {
      return encoding
          .misfitName(Records.pointer(field).last().getMatchingProperty())
          .or(() -> misfit(value));
    }
    return places.get().contains(WriteSpec.FIELD + field)
        ? misfit(value)
        : Optional.of("be a field of the body, which has none of this name");
  }

  private Optional<String> misfit(Value value) {
    return encoding.misfit(JsonValues.node(value));
  }
}
