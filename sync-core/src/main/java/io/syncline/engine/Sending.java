package io.syncline.engine;

import io.syncline.model.RecordId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A batch of writes that is being sent.
 *
 * @param changed its records that may have been changed since they were picked
 */
record Sending(Underway<List<Answered>> answers, Set<RecordId> changed) {

  static Sending nothing() {
    return new Sending(Underway.done(List.of()), Set.of());
  }

  /** Records that are read between the pick and the writes may be changed by that. */
  static Sending begin(Overlap overlap, Picked picked, Supplier<List<Answered>> send) {
    Set<RecordId> changed = picked.toRead().isEmpty() ? Set.of() : picked.sent();
    return new Sending(Underway.begin(overlap, send), changed);
  }

  /**
   * Waits for the answers.
   *
   * @param meanwhile records that were changed while it was sent
   */
  Arrived arrived(Set<RecordId> meanwhile) {
    Set<RecordId> either = new HashSet<>(changed);
    either.addAll(meanwhile);
    return new Arrived(answers.get(), either);
  }

  void await() {
    answers.await();
  }
}
