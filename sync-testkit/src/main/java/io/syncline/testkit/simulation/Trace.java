package io.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** All that happened in one history, in order. Two plays of one history have equal traces. */
public final class Trace {

  private final List<String> events = new ArrayList<>();

  void add(String event) {
    events.add(event);
  }

  /** One line each, for people. */
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trace that && events.equals(that.events);
  }

  @Override
  public int hashCode() {
    return events.hashCode();
  }

  @Override
  public String toString() {
    return String.join("\n", events);
  }
}
