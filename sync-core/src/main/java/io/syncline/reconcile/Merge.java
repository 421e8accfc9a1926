package io.syncline.reconcile;

import java.util.List;

/**
 * What a hub made of another hub's head.
 *
 * @param state the same instance as before where there is nothing to store
 * @param events by register
 */
public record Merge(RecordState state, List<MergeEvent> events) {

  public Merge {
    events = List.copyOf(events);
  }
}
