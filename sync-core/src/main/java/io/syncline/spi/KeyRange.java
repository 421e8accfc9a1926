package io.syncline.spi;

import io.syncline.model.NativeKey;
import java.util.Optional;

/**
 * A stretch of a dataset's keys, in the dataset's own key order.
 *
 * @param from the first key that is in, whether or not a record has it; empty: from the first
 * @param to the first key behind that is no longer in; empty: to the last
 */
public record KeyRange(Optional<NativeKey> from, Optional<NativeKey> to) {

  private static final KeyRange ALL = new KeyRange(Optional.empty(), Optional.empty());

  public static KeyRange all() {
    return ALL;
  }

  @Override
  public String toString() {
    return "["
        + from.map(NativeKey::toString).orElse("first")
        + ", "
        + to.map(NativeKey::toString).orElse("last")
        + ")";
  }
}
