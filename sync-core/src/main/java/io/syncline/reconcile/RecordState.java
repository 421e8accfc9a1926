package io.syncline.reconcile;

import io.syncline.model.SystemId;
import io.syncline.version.VersionVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the hub knows of one record.
 *
 * @param head the agreed value of every field of the schema, and of life
 * @param clock every event taken in so far
 * @param holdings what each system is believed to hold, sorted by system, one each; a system that
 *     has none here was never linked
 * @param bounces field to how many times in a row it came back in another form than was written; a
 *     field that is not named counts as 0
 */
public record RecordState(
    Registers head, VersionVector clock, List<Holding> holdings, Map<String, Integer> bounces) {

  private static final Comparator<Holding> BY_SYSTEM = Comparator.comparing(Holding::system);

  public RecordState {
    if (!head.has(Registers.LIFE)) {
      throw new IllegalArgumentException("must have a life register: head=" + head);
    }
    holdings = sorted(holdings);
    bounces = Sorted.map(bounces);
  }

  private static List<Holding> sorted(List<Holding> holdings) {
    boolean sorted = true;
    for (int i = 1; i < holdings.size(); i++) {
      int order = BY_SYSTEM.compare(holdings.get(i - 1), holdings.get(i));
      if (order == 0) {
        throw new IllegalArgumentException(
            "must have one holding per system: system=" + holdings.get(i).system());
      }
      sorted &= order < 0;
    }
    if (sorted) {
      return List.copyOf(holdings);
    }
    List<Holding> copy = new ArrayList<>(holdings);
    copy.sort(BY_SYSTEM);
    return sorted(copy);
  }

  /** What {@code system} is believed to hold; empty where it was never linked. */
  public Optional<Holding> holding(SystemId system) {
    for (int i = 0; i < holdings.size(); i++) {
      if (holdings.get(i).system().equals(system)) {
        return Optional.of(holdings.get(i));
      }
    }
    return Optional.empty();
  }

  /** This state with what one system holds put in place of what it held. */
  public RecordState with(Holding holding) {
    List<Holding> others = new ArrayList<>(holdings.size() + 1);
    for (Holding each : holdings) {
      if (!each.system().equals(holding.system())) {
        others.add(each);
      }
    }
    others.add(holding);
    return new RecordState(head, clock, others, bounces);
  }

  /**
   * This state without a system that takes part no more: without what it held, and without its
   * place in the clock where no value here is an event of it.
   */
  public RecordState without(SystemId system) {
    List<Holding> others = holdings.stream().filter(each -> !each.system().equals(system)).toList();
    boolean named = head.names(system) || others.stream().anyMatch(each -> each.names(system));
    if (others.size() == holdings.size() && (named || clock.counter(system) == 0)) {
      return this;
    }
    return new RecordState(head, named ? clock : clock.without(system), others, bounces);
  }

  /** Whether the agreed record exists. */
  public boolean alive() {
    return head.alive();
  }
}
