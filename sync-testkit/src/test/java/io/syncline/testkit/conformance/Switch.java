package io.syncline.testkit.conformance;

import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Health;
import io.syncline.spi.Limits;
import io.syncline.spi.SettingFault;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What a feed in memory needs: a switch that is on. */
class Switch implements Tracking {

  private final Runnable turnedOff;
  private boolean on;

  /**
   * @param turnedOff makes the feed forget what it had to tell
   */
  Switch(Runnable turnedOff) {
    this.turnedOff = turnedOff;
  }

  /** A table in memory whose feed needs a switch. */
  static Subject subject(Function<Runnable, Switch> made) {
    AtomicReference<Switch> known = new AtomicReference<>();
    WrongSubject subject =
        new WrongSubject(
            faulty -> {
              faulty.tracking = Optional.of(known.get());
              faulty.feed = known.get()::needing;
            });
    known.set(made.apply(subject.table()::expireFeed));
    return subject;
  }

  @Override
  public List<String> installation(Duration within) {
    return on ? List.of() : List.of("turn on");
  }

  @Override
  public void install(Duration within) {
    on = true;
  }

  @Override
  public List<Health.Check> verify(Duration within) {
    return List.of(new Health.Check("switch", on, on ? "" : "is off"));
  }

  @Override
  public List<String> removal(Duration within) {
    return on ? List.of("turn off") : List.of();
  }

  @Override
  public void uninstall(Duration within) {
    if (on) {
      on = false;
      turnedOff.run();
    }
  }

  private ChangeFeed needing(ChangeFeed right) {
    return new WrongFeeds.Passing(right) {
      @Override
      public Cursor latest() {
        requireOn();
        return super.latest();
      }

      @Override
      public ChangePage poll(Cursor cursor, Limits limits) {
        requireOn();
        return super.poll(cursor, limits);
      }
    };
  }

  private void requireOn() {
    if (!on) {
      throw new AdapterException.ConfigInvalid(
          List.of(new SettingFault("options.feed", "must be switched on")));
    }
  }
}
