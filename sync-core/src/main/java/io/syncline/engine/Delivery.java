package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import io.syncline.spi.Received;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a request said of one flow.
 *
 * @param keys of the native records that it names
 * @param window for how long {@code id} must be remembered
 */
record Delivery(FlowName flow, Set<NativeKey> keys, Optional<String> id, Duration window) {

  /** Each record that changed is to be read, whatever the request says that it looks like. */
  static Delivery of(FlowName flow, Received received, Duration window) {
    Set<NativeKey> keys = new LinkedHashSet<>();
    for (Change change : received.changes()) {
      keys.add(change.key());
      if (change instanceof Change.Moved moved) {
        keys.add(moved.to());
      }
    }
    return new Delivery(flow, keys, received.id(), window);
  }
}
