package io.syncline.reconcile;

import java.util.List;

/**
 * What one entry point made of a state.
 *
 * @param state the same instance as before where there is nothing to store
 * @param events what was seen and decided, in the order it was
 */
public record Step(RecordState state, List<Event> events) {

  public Step {
    events = List.copyOf(events);
  }
}
