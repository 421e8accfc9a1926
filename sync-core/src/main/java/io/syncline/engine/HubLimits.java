package io.syncline.engine;

import java.time.Duration;

/**
 * The bounds of a hub's work. None of them loses anything: what does not fit waits. Where rows are
 * long, fewer are asked for and sent at once, see {@link PageRows}.
 *
 * @param readRows the most rows asked of a system in one page, and the most keys in one read
 * @param intakeRows the most rows taken in with one transaction
 * @param writeRows the most writes sent to a system in one batch; while it is sent, the answers of
 *     one more are taken in and another is planned
 * @param call the most time one call to a system may take
 * @param waiting the most time one run waits for rate limits and systems that are away, in all; one
 *     of the schedule waits a moment only, and leaves the rest to a later run
 * @param rounds the most rounds of one run; a run that does not settle says so
 * @param absentShare the greatest share of a system's linked records that one listing may find
 *     gone; where more are, none is believed
 * @param absentRows as many records may be gone whatever their share
 */
public record HubLimits(
    int readRows,
    int intakeRows,
    int writeRows,
    Duration call,
    Duration waiting,
    int rounds,
    double absentShare,
    int absentRows) {

  public HubLimits {
    atLeastOne("readRows", readRows);
    atLeastOne("intakeRows", intakeRows);
    atLeastOne("writeRows", writeRows);
    atLeastOne("rounds", rounds);
    if (absentShare < 0 || absentShare > 1) {
      throw new IllegalArgumentException("must be 0 to 1: absentShare=" + absentShare);
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("must be >= 1: " + name + "=" + value);
    }
  }

  public static HubLimits defaults() {
    return new HubLimits(
        5_000, 5_000, 2_000, Duration.ofSeconds(90), Duration.ofMinutes(10), 1_000, 0.2, 100);
  }

  public HubLimits withReadRows(int rows) {
    return new HubLimits(
        rows, intakeRows, writeRows, call, waiting, rounds, absentShare, absentRows);
  }

  public HubLimits withIntakeRows(int rows) {
    return new HubLimits(readRows, rows, writeRows, call, waiting, rounds, absentShare, absentRows);
  }

  public HubLimits withWriteRows(int rows) {
    return new HubLimits(
        readRows, intakeRows, rows, call, waiting, rounds, absentShare, absentRows);
  }

  public HubLimits withCall(Duration longest) {
    return new HubLimits(
        readRows, intakeRows, writeRows, longest, waiting, rounds, absentShare, absentRows);
  }

  public HubLimits withWaiting(Duration longest) {
    return new HubLimits(
        readRows, intakeRows, writeRows, call, longest, rounds, absentShare, absentRows);
  }

  /** At most {@code share} of the linked records, but always {@code rows}, may be found gone. */
  public HubLimits withAbsent(double share, int rows) {
    return new HubLimits(readRows, intakeRows, writeRows, call, waiting, rounds, share, rows);
  }
}
