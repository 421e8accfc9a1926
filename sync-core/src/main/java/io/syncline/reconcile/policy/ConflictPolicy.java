package io.syncline.reconcile.policy;

import io.syncline.model.SystemId;
import java.util.List;

/**
 * Decides between two edits of one field that were made without sight of each other. Any function
 * of the conflict will do; the factories are the usual ones.
 *
 * <p>The answer must depend on the conflict alone: not on the time of day, on chance, or on which
 * edit was seen first. Two hubs that decide the same conflict then decide it alike. Called on the
 * sync thread, so it must not block.
 *
 * <p>Where both edits came to equal values there is no conflict, and the value stays; the policy is
 * still asked, with equal values and no base, and {@code TakeIncoming} makes the value the incoming
 * edit's.
 *
 * <p>A <em>lawful</em> policy is also symmetric, idempotent, associative and causal (an edit never
 * loses to what the value it was made on has beaten); only then does the settled state not depend
 * on the order in which the systems are looked at. Of the factories, {@link #lastWriter()} and
 * {@link #union()} are lawful.
 */
@FunctionalInterface
public interface ConflictPolicy {

  Resolution resolve(FieldConflict conflict);

  /** Asks {@code next} about the conflicts that this policy holds. */
  default ConflictPolicy orElse(ConflictPolicy next) {
    return conflict -> {
      Resolution first = resolve(conflict);
      return first instanceof Resolution.Hold ? next.resolve(conflict) : first;
    };
  }

  /**
   * The edit with the later stamp. Lawful.
   *
   * <p>Only as good as the systems' clocks: a system whose clock runs ahead wins over edits that
   * were made after its own. Times that lie in the hub's future are brought down to the hub's own
   * time where an observation is made, so a clock that is wrong by a year wins for a moment, not
   * for a year. An edit without a time counts as just later than the value it was made on.
   */
  static ConflictPolicy lastWriter() {
    return conflict ->
        conflict.incoming().stamp().compareTo(conflict.head().stamp()) > 0
            ? Resolution.takeIncoming()
            : Resolution.keepHead();
  }

  /**
   * The edit of the system named earlier; systems that are not named come last and are equal;
   * between equals the head stays. Not causal: after a chain of edits the winner can depend on when
   * the systems were looked at.
   */
  static ConflictPolicy prefer(SystemId... systems) {
    List<SystemId> order = List.of(systems);
    return conflict ->
        rank(order, conflict.incoming()) < rank(order, conflict.head())
            ? Resolution.takeIncoming()
            : Resolution.keepHead();
  }

  private static int rank(List<SystemId> order, Edit edit) {
    int rank = order.indexOf(edit.dot().system());
    return rank < 0 ? order.size() : rank;
  }

  /**
   * The edit of {@code system}, whatever the other. Decides conflicts only: to refuse the edits of
   * other systems altogether, declare the authority in the rules, which uses this policy too.
   */
  static ConflictPolicy authority(SystemId system) {
    return conflict ->
        conflict.incoming().dot().system().equals(system)
            ? Resolution.takeIncoming()
            : Resolution.keepHead();
  }

  /** The greater value; any value beats null. Not causal: see {@link #prefer}. */
  static ConflictPolicy greatest() {
    return new Extreme(1);
  }

  /** The lesser value; any value beats null. Not causal: see {@link #prefer}. */
  static ConflictPolicy least() {
    return new Extreme(-1);
  }

  /** All elements of both sets, null counting as empty; holds values that are not sets. Lawful. */
  static ConflictPolicy union() {
    return new Union();
  }

  /**
   * The head's value plus what the system added or took away, for integers and decimals that count.
   * Holds without a base, with a null, and where the sum does not fit the field.
   *
   * <p>Edits that came to equal values agree, and count once.
   */
  static ConflictPolicy sumOfDeltas() {
    return new SumOfDeltas();
  }

  /** Leaves every conflict to a person. */
  static ConflictPolicy holdForReview() {
    return conflict -> Resolution.hold("held for review: field=" + conflict.field());
  }

  /** The agreed value, so the system that was looked at first wins. */
  static ConflictPolicy keepHead() {
    return conflict -> Resolution.keepHead();
  }

  /** The edit just seen, so the system that was looked at last wins. */
  static ConflictPolicy takeIncoming() {
    return conflict -> Resolution.takeIncoming();
  }
}
