package io.syncline.reconcile;

import io.syncline.version.Dot;
import io.syncline.version.VersionVector;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A person's decision of one held conflict, and what it was made on: if that has moved on since,
 * the decision is refused.
 *
 * @param head the dot of the head's value that the person saw
 * @param incoming the dot of the system's edit that the person saw
 * @param clock the record's clock that the person saw; needed for life, where it is the whole
 *     record that is decided on, and for a group whose other fields have moved on since they were
 *     held
 * @param timeMicros when it was decided, to stand against later edits; empty: just after the two
 */
public record Decision(
    Choice choice, Dot head, Dot incoming, Optional<VersionVector> clock, OptionalLong timeMicros) {

  /** Decides on what {@code state} shows now. */
  public static Decision of(Choice choice, RecordState state, Holding holding, String register) {
    HeldConflict held = holding.held().get(register);
    if (held == null) {
      throw new IllegalArgumentException(
          "must be held: system=" + holding.system() + " register=" + register);
    }
    return new Decision(
        choice,
        state.head().require(register).event(),
        held.dot(),
        Optional.of(state.clock()),
        OptionalLong.empty());
  }
}
