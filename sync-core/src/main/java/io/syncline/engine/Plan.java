package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.plan.Guarded;
import io.syncline.spi.WriteKind;
import io.syncline.store.JournalEntry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would do now, as data. Nothing was written, neither to a system nor to the state.
 *
 * @param counts what would be read, decided and written; without what guards hold
 * @param guarded what would wait for approval
 * @param writes the first writes it would send, per flow as many as were asked for
 * @param decisions the first decisions it would take, at most {@value Tally#SAMPLES} of each kind
 * @param failures the systems that could not be read
 */
public record Plan(
    Instant at,
    Counts counts,
    List<Guarded> guarded,
    List<PlannedWrite> writes,
    List<JournalEntry> decisions,
    SortedMap<SystemId, String> failures) {

  public Plan {
    guarded = List.copyOf(guarded);
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
    StringBuilder text = new StringBuilder("would do\n").append(counts);
    guarded.forEach(each -> text.append('\n').append(each));
    if (!failures.isEmpty()) {
      text.append("\nfailed: ").append(failures);
    }
    return text.toString();
  }
}
