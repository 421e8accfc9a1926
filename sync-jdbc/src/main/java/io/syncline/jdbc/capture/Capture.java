package io.syncline.jdbc.capture;

import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Tracking;
import java.util.Optional;

/**
 * How the changes of one dataset are found.
 *
 * @param kind what {@link Capabilities} tell of the feed
 * @param deletes how deletes show
 * @param feed empty: by a full listing only
 * @param tracking what must be installed in the database for it; empty: nothing
 */
public record Capture(
    Capabilities.Feed kind,
    Capabilities.Deletes deletes,
    Optional<ChangeFeed> feed,
    Optional<Tracking> tracking) {

  /** By a full listing only. */
  public static Capture listing() {
    return new Capture(
        Capabilities.Feed.SNAPSHOT_ONLY,
        Capabilities.Deletes.COMPLETE_SCAN,
        Optional.empty(),
        Optional.empty());
  }

  /** By what the database's log tells, deletes too; its images may be older than the rows. */
  public static Capture log(ChangeFeed feed, Tracking tracking) {
    return new Capture(
        Capabilities.Feed.LOG, Capabilities.Deletes.FEED, Optional.of(feed), Optional.of(tracking));
  }

  /** By polling the table itself, which deletes leave no trace in. */
  public static Capture polling(ChangeFeed feed) {
    return new Capture(
        Capabilities.Feed.POLLING,
        Capabilities.Deletes.COMPLETE_SCAN,
        Optional.of(feed),
        Optional.empty());
  }

  /** By what the other side tells of its records; the images are reads of the current state. */
  public static Capture exchange(ChangeFeed feed) {
    return new Capture(
        Capabilities.Feed.POLLING, Capabilities.Deletes.FEED, Optional.of(feed), Optional.empty());
  }

  /** By a journal of keys, deletes among them; the images are reads of the current state. */
  public static Capture journal(ChangeFeed feed, Tracking tracking) {
    return new Capture(
        Capabilities.Feed.POLLING,
        Capabilities.Deletes.FEED,
        Optional.of(feed),
        Optional.of(tracking));
  }
}
