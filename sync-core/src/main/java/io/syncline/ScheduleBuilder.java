package io.syncline;

import io.syncline.config.BlackOutConfig;
import io.syncline.config.FlowScheduleConfig;
import io.syncline.config.TimetableConfig;
import io.syncline.schedule.BlackOut;
import io.syncline.schedule.FlowSchedule.CatchUp;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects when flows run by themselves. Checks nothing: the hub does, all at once. Cron
 * expressions have five fields: minute, hour, day of month, month, day of week.
 */
public final class ScheduleBuilder {

  private final List<BlackOutConfig> blackOuts = new ArrayList<>();
  private Optional<TimetableConfig> sync;
  private Optional<TimetableConfig> sweep;
  private Optional<String> zone;
  private Optional<CatchUp> catchUp;
  private Optional<Duration> jitter;

  /** Goes on from what was declared. */
  ScheduleBuilder(FlowScheduleConfig config) {
    blackOuts.addAll(config.blackOuts());
    sync = config.sync();
    sweep = config.sweep();
    zone = config.zone();
    catchUp = config.catchUp();
    jitter = config.jitter();
  }

  /** From the end of one look at what changed to the next; ten seconds where nothing is said. */
  public ScheduleBuilder syncEvery(Duration interval) {
    sync = Optional.of(new TimetableConfig.Every(interval));
    return this;
  }

  /** Looks at what changed at these times. */
  public ScheduleBuilder syncAt(String cron) {
    sync = Optional.of(new TimetableConfig.At(cron));
    return this;
  }

  /** Looks at what changed only when woken, see {@link Hub#wake}. */
  public ScheduleBuilder syncWhenWoken() {
    sync = Optional.of(new TimetableConfig.Never());
    return this;
  }

  /** From one full compare to the next. */
  public ScheduleBuilder sweepEvery(Duration interval) {
    sweep = Optional.of(new TimetableConfig.Every(interval));
    return this;
  }

  /** Compares everything at these times. */
  public ScheduleBuilder sweepAt(String cron) {
    sweep = Optional.of(new TimetableConfig.At(cron));
    return this;
  }

  /** Compares everything only when asked, which is so where nothing is said. */
  public ScheduleBuilder neverSweep() {
    sweep = Optional.of(new TimetableConfig.Never());
    return this;
  }

  /** Whose local times the expressions mean; UTC where nothing is said. */
  public ScheduleBuilder zone(ZoneId local) {
    zone = Optional.of(local.getId());
    return this;
  }

  /** Writes nothing to the system for {@code lasts} from these times on. */
  public ScheduleBuilder noWriting(String begins, Duration lasts) {
    blackOuts.add(new BlackOutConfig(BlackOut.Forbids.WRITING, begins, lasts));
    return this;
  }

  /** Neither reads nor writes for {@code lasts} from these times on. */
  public ScheduleBuilder blackOut(String begins, Duration lasts) {
    blackOuts.add(new BlackOutConfig(BlackOut.Forbids.EVERYTHING, begins, lasts));
    return this;
  }

  /** What becomes of times that were missed; they are made up for once where nothing is said. */
  public ScheduleBuilder catchUp(CatchUp missed) {
    catchUp = Optional.of(missed);
    return this;
  }

  /** Puts each time off by up to {@code most}, so that many hubs do not run in one moment. */
  public ScheduleBuilder jitter(Duration most) {
    jitter = Optional.of(most);
    return this;
  }

  FlowScheduleConfig config() {
    return new FlowScheduleConfig(sync, sweep, zone, blackOuts, catchUp, jitter);
  }
}
