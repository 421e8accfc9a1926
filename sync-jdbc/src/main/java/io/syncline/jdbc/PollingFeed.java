package io.syncline.jdbc;

import io.syncline.spi.DatasetOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds changes by a column that every write sets: a time stamp of the change, or a number that
 * only grows. Immutable.
 *
 * <p>Rows of transactions that commit late are not lost. What is lost until the next full scan:
 * rows whose column is null, rows written without setting the column, and rows that are stamped
 * further back than the {@link #overlap} before their transaction began. Deletes show in a scan
 * only. An index on the column is needed for anything but small tables.
 */
public final class PollingFeed implements DatasetOptions {

  private final Map<String, String> options;

  private PollingFeed(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  /** A feed by {@code column}, of type timestamptz, timestamp, smallint, integer or bigint. */
  public static PollingFeed polling(String column) {
    return new PollingFeed(
        Map.of(DatasetSettings.FEED, PollingWay.NAME, PollingWay.COLUMN, column));
  }

  /**
   * How far a stamp may lie before its transaction's start, for time columns; a minute at first.
   */
  public PollingFeed overlap(Duration overlap) {
    return with(PollingWay.OVERLAP, overlap.toString());
  }

  /** How far numbers may run backwards, as cached sequences do; a thousand at first. */
  public PollingFeed overlap(long numbers) {
    return with(PollingWay.OVERLAP, Long.toString(numbers));
  }

  /**
   * The zone in which a column without one is written. Without it every zone on earth is taken into
   * account, and each poll looks at the last half day of rows.
   */
  public PollingFeed zone(ZoneId zone) {
    return with(PollingWay.ZONE, zone.getId());
  }

  /** The column that holds a row's version, in place of the database's own. */
  public PollingFeed versionColumn(String column) {
    return with(DatasetSettings.VERSION, "column:" + column);
  }

  /**
   * The database's own hash of a row is its version, in place of the number of the transaction that
   * wrote it: sweeps for deletes and misses then cost what changed, see {@link DigestFeed}.
   */
  public PollingFeed versionByDigest() {
    return with(DatasetSettings.VERSION, DigestWay.NAME);
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  private PollingFeed with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new PollingFeed(more);
  }

  @Override
  public String toString() {
    return "PollingFeed" + new TreeMap<>(options);
  }
}
