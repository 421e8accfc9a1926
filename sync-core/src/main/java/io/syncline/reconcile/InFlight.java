package io.syncline.reconcile;

/**
 * One write that was made durable and whose outcome is not known yet.
 *
 * @param registers what is written, with the head's values, dots and stamps as they were when it
 *     was planned; of a create also life, of a delete life alone. One that {@link #makesWay} has
 *     other values, and no dots
 * @param number the system's counter of writes to this record: with the record and the system it is
 *     the key of the write. Sent again, a write keeps its number; planned anew, it gets another
 * @param unknown whether it was sent and its fate is unknown, after a crash or a time-out
 */
public record InFlight(
    WriteKind kind, Registers registers, Precondition precondition, long number, boolean unknown) {

  public InFlight {
    if (number < 1) {
      throw new IllegalArgumentException("must be >= 1: number=" + number);
    }
    if (registers.isEmpty()) {
      throw new IllegalArgumentException("must write a register: registers={}");
    }
  }

  /**
   * Whether it gives the system other values for a while than the head's, which are written after
   * it: its registers have no dots.
   */
  public boolean makesWay() {
    return registers.at(0).dot() == null;
  }

  InFlight ofUnknownFate() {
    return unknown ? this : new InFlight(kind, registers, precondition, number, true);
  }
}
