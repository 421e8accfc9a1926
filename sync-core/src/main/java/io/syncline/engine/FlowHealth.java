package io.syncline.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * How one flow fares in this process.
 *
 * @param succeeded when a run last read it to its end; empty: none yet
 * @param failures how many runs in a row have failed at its system
 * @param failure why the last of them did
 * @param nextDue when it is read next by the schedule; empty where it is not, or not known yet
 * @param heldBack why it is not read, or nothing written to it, now
 */
public record FlowHealth(
    Optional<Instant> succeeded,
    int failures,
    Optional<String> failure,
    Optional<Instant> nextDue,
    Optional<String> heldBack) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("read ");
    text.append(succeeded.map(Instant::toString).orElse("never"));
    nextDue.ifPresent(time -> text.append(", due ").append(time));
    failure.ifPresent(
        why -> text.append(", failed ").append(failures).append(" times: ").append(why));
    heldBack.ifPresent(why -> text.append(", held back: ").append(why));
    return text.toString();
  }
}
