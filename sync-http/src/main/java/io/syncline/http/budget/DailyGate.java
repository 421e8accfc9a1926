package io.syncline.http.budget;

import io.syncline.http.manifest.LimitsSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * So many calls from one reset to the next. It begins with none used; what the service tells of a
 * day counts from then on, with what may have been begun since. So a process that begins anew knows
 * after its first answer what others, and it itself before, have used of the day.
 */
final class DailyGate implements Gate {

  /** A clock of the service that is further off than that is no clock. */
  private static final Duration MOST_SKEW = Duration.ofHours(1);

  private final LimitsSpec.Daily daily;
  private Instant begin = Instant.MIN;
  private Instant end = Instant.MIN;
  private long all;
  private long writes;
  private long underWay;
  private Optional<Usage> told = Optional.empty();
  private Instant toldBy = Instant.MIN;

  /** Calls that {@link #told} may not have counted. */
  private long untold;

  DailyGate(LimitsSpec.Daily daily) {
    this.daily = daily;
  }

  /** What costs more than the whole goes alone. */
  @Override
  public Instant opens(Demand demand, Instant now) {
    turn(now);
    long used = used();
    long limit =
        told.map(usage -> Math.min(usage.limit(), daily.calls())).orElse(0L + daily.calls());
    boolean room = used + demand.cost() <= limit || used == 0;
    if (demand.use() == Use.READ) {
      long reads = used - writes; // what others used was not kept for our writes either
      long share = Math.max(1, limit * daily.readsPercent() / 100);
      room &= reads + demand.cost() <= share || reads == 0;
    }
    return room ? now : daily.end(now);
  }

  private long used() {
    return Math.max(all, told.map(usage -> usage.used() + untold).orElse(0L));
  }

  @Override
  public void begun(Demand demand, Instant now) {
    turn(now);
    all += demand.cost();
    writes += demand.use() == Use.WRITE ? demand.cost() : 0;
    untold += demand.cost();
    underWay += demand.cost();
  }

  @Override
  public void ended(Demand demand, Instant begun) {
    underWay -= demand.cost();
  }

  /**
   * Of two answers counts what the later call was told. An answer to a call of the day before, or
   * from before the service's own reset, tells nothing of this day.
   */
  @Override
  public void told(Usage usage, Demand demand, Instant sent, Optional<Instant> date, Instant now) {
    turn(now);
    Instant theirs =
        date.filter(each -> Duration.between(each, now).abs().compareTo(MOST_SKEW) < 0).orElse(now);
    boolean ofThisDay = !sent.isBefore(begin) && daily.begin(theirs).equals(begin);
    if (ofThisDay && !sent.isBefore(toldBy)) {
      told = Optional.of(usage);
      toldBy = sent;
      untold = Math.max(0, underWay - demand.cost());
    }
  }

  /** A clock that was put back brings no day again. */
  private void turn(Instant now) {
    if (now.isBefore(end)) {
      return;
    }
    begin = daily.begin(now);
    end = daily.end(now);
    all = 0;
    writes = 0;
    untold = 0;
    told = Optional.empty();
    toldBy = Instant.MIN;
  }
}
