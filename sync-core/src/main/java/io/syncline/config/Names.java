package io.syncline.config;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks types that check themselves what they have against a value. */
final class Names {

  private Names() {}

  /** Why {@code value} cannot be made; empty where it can. */
  static Optional<String> fault(Supplier<?> value) {
    try {
      Objects.requireNonNull(value.get());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
