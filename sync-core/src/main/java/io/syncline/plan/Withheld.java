package io.syncline.plan;

import java.util.HashSet;
import java.util.Set;

/**
 * What is not to be planned for one flow for now.
 *
 * @param risks writes of these wait
 * @param keyFields the canonical fields that are part of the native key
 * @param waiting fields that cannot be written yet: an update goes without them, a create waits
 * @param leftOut fields that cannot be written yet and are not waited for: a create goes without
 *     them too, and an update follows
 */
public record Withheld(
    Set<Risk> risks, Set<String> keyFields, Set<String> waiting, Set<String> leftOut) {

  private static final Withheld NOTHING = new Withheld(Set.of(), Set.of(), Set.of(), Set.of());

  public Withheld(Set<Risk> risks, Set<String> keyFields) {
    this(risks, keyFields, Set.of(), Set.of());
  }

  public Withheld {
    risks = Set.copyOf(risks);
    keyFields = Set.copyOf(keyFields);
    waiting = Set.copyOf(waiting);
    leftOut = Set.copyOf(leftOut);
  }

  public static Withheld nothing() {
    return NOTHING;
  }

  /** What this holds, and these risks. */
  public Withheld with(Set<Risk> more) {
    Set<Risk> all = new HashSet<>(risks);
    all.addAll(more);
    return new Withheld(all, keyFields, waiting, leftOut);
  }

  /** For one record, some of whose fields cannot be written yet. */
  public Withheld fields(Set<String> waitingFor, Set<String> without) {
    return waitingFor.isEmpty() && without.isEmpty()
        ? this
        : new Withheld(risks, keyFields, waitingFor, without);
  }

  boolean holds(Risk risk) {
    return risks.contains(risk);
  }
}
