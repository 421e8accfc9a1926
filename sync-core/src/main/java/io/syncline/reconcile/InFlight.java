package io.syncline.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One write that was made durable and whose outcome is not known yet.
 *
 * @param registers what is written, with the head's values, dots and stamps as they were when it
 *     was planned; of a create also life, of a delete life alone. One that {@link #makesWay} has
 *     other values, and no dots
 * @param number the system's counter of writes to this record: with the record and the system it is
 *     the key of the write. Sent again, a write keeps its number; planned anew, it gets another
 * @param unknown whether it was sent and its fate is unknown, after a crash or a time-out
 * @param since when it was made durable, in milliseconds; empty: nobody asks for it
 */
public record InFlight(
    WriteKind kind,
    Registers registers,
    Precondition precondition,
    long number,
    boolean unknown,
    Optional<Instant> since) {

  public InFlight {
    if (number < 1) {
      throw new IllegalArgumentException("must be >= 1: number=" + number);
    }
    if (registers.isEmpty()) {
      throw new IllegalArgumentException("must write a register: registers={}");
    }
  }

  /** One of which nobody asks since when it is. */
  public InFlight(
      WriteKind kind,
      Registers registers,
      Precondition precondition,
      long number,
      boolean unknown) {
    this(kind, registers, precondition, number, unknown, Optional.empty());
  }

  /**
   * Whether it gives the system other values for a while than the head's, which are written after
   * it: its registers have no dots.
   */
  public boolean makesWay() {
    return registers.at(0).dot() == null;
  }

  InFlight ofUnknownFate() {
    return unknown ? this : new InFlight(kind, registers, precondition, number, true, since);
  }

  /** The same, made durable at that time. */
  public InFlight since(Instant time) {
    return new InFlight(
        kind,
        registers,
        precondition,
        number,
        unknown,
        Optional.of(time.truncatedTo(ChronoUnit.MILLIS)));
  }
}
