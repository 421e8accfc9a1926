package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.spi.WriteKind;
import io.syncline.store.JournalEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would do now. Nothing was written, neither to a system nor to the state.
 *
 * @param writes the first writes it would send, per flow at most {@value Tally#SAMPLES}
 * @param decisions the first decisions it would take, at most {@value Tally#SAMPLES} of each kind
 * @param failures the systems that could not be read
 */
public record Preview(
    Counts counts,
    List<PlannedWrite> writes,
    List<JournalEntry> decisions,
    SortedMap<SystemId, String> failures) {

  public Preview {
    writes = List.copyOf(writes);
    decisions = List.copyOf(decisions);
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
  }

  /**
   * One write as it would be sent.
   *
   * @param key empty for a create whose key the system gives
   * @param fields native fields
   */
  public record PlannedWrite(
      EntityName entity, SystemId system, WriteKind kind, Optional<NativeKey> key, Row fields) {}

  @Override
  public String toString() {
    return "would do\n" + counts + (failures.isEmpty() ? "" : "\nfailed: " + failures);
  }
}
