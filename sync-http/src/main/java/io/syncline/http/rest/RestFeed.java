package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A feed of any kind, with positions as cursors. */
final class RestFeed<P extends Position> implements ChangeFeed {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Follower<P> follower;
  private final FeedSpec spec;
  private final Cursors cursors;
  private final InstantSource clock;

  RestFeed(Follower<P> follower, FeedSpec spec, Cursors cursors, InstantSource clock) {
    this.follower = follower;
    this.spec = spec;
    this.cursors = cursors;
    this.clock = clock;
  }

  @Override
  public Cursor earliest() {
    return cursor(follower.earliest());
  }

  @Override
  public Cursor latest() {
    return latest(Deadline.in(PATIENCE));
  }

  Cursor latest(Deadline deadline) {
    return cursor(follower.latest(deadline));
  }

  @Override
  public ChangePage poll(Cursor cursor, Limits limits) {
    P position = cursors.read(cursor, follower::read);
    refuseOld(position);
    List<Change> changes = untilNew(position, limits);
    boolean more = position.isAmid();
    return new ChangePage(changes, cursor(position), more, more ? Duration.ZERO : spec.every());
  }

  /** A service that has forgotten may not say so, but tell what it still has as if it were all. */
  private void refuseOld(P position) {
    Instant needed = position.needed();
    if (spec.retention().isPresent()
        && !needed.equals(Instant.EPOCH)
        && needed.plus(spec.retention().get()).isBefore(clock.instant())) {
      throw new AdapterException.CursorExpired(
          "must go on within " + spec.retention().get() + ": knows everything up to " + needed,
          null);
    }
  }

  /** Reads on where a page holds only what was told before; half of the time at most. */
  private List<Change> untilNew(P position, Limits limits) {
    Deadline deadline = Deadline.in(limits.within());
    Deadline enough = Deadline.in(limits.within().dividedBy(2));
    List<Change> changes = follower.step(position, limits.maxRows(), deadline);
    while (changes.isEmpty() && position.isAmid() && !enough.isOver()) {
      changes = follower.step(position, limits.maxRows(), deadline);
    }
    return changes;
  }

  private Cursor cursor(P position) {
    return cursors.cursor(position.toString(), position::write);
  }
}
