package io.syncline.engine;

import io.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers that arrived and are not taken in yet.
 *
 * @param changed records that may have been changed since they were picked, so that they must be
 *     loaded anew
 */
record Arrived(List<Answered> answered, Set<RecordId> changed) {

  static Arrived nothing() {
    return new Arrived(List.of(), Set.of());
  }

  Arrived with(Arrived other) {
    if (answered.isEmpty()) {
      return other;
    }
    List<Answered> both = new ArrayList<>(answered);
    both.addAll(other.answered);
    Set<RecordId> either = new HashSet<>(changed);
    either.addAll(other.changed);
    return new Arrived(both, either);
  }
}
