package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.spi.WriteOutcome;
import java.util.Optional;

/** One write and what became of it. */
record Answered(Outgoing write, WriteOutcome outcome) {

  /** The native record that the write made, changed or met, as far as the system names it. */
  Optional<NativeKey> key() {
    if (outcome instanceof WriteOutcome.Applied applied) {
      return Optional.of(applied.key());
    }
    if (outcome instanceof WriteOutcome.Unchanged unchanged) {
      return Optional.of(unchanged.key());
    }
    return outcome instanceof WriteOutcome.Duplicate duplicate ? duplicate.key() : Optional.empty();
  }
}
