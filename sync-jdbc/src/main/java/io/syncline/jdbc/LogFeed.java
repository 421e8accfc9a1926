package io.syncline.jdbc;

import io.syncline.spi.DatasetOptions;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds changes by PostgreSQL's write-ahead log, through a replication slot: inserts, updates,
 * deletes and changed keys, each once, in the order of their commits, within milliseconds, and at
 * no cost to whoever writes. Immutable.
 *
 * <p>It needs {@code wal_level = logical}, an account with {@code REPLICATION}, connections that
 * were opened for it ({@link JdbcAdapterSource#logConnections}, or a database given by URL), and a
 * slot and a publication, which {@code Tracking} installs. A slot keeps back all log that was not
 * read yet: where nobody reads for long, the server's disk fills up, unless its {@code
 * max_slot_wal_keep_size} says otherwise; then the slot is lost and the table is listed anew.
 */
public final class LogFeed implements DatasetOptions {

  private final Map<String, String> options;

  private LogFeed(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  /** A slot and a publication of this table's own, with names made of the database's and its. */
  public static LogFeed log() {
    return new LogFeed(Map.of(DatasetSettings.FEED, LogWay.NAME));
  }

  /** Another slot, of lower-case letters, digits and underscores; no two datasets share one. */
  public LogFeed slot(String name) {
    return with(LogWay.SLOT, name);
  }

  /** Another publication, which may hold other tables too; spelled as a slot is. */
  public LogFeed publication(String name) {
    return with(LogWay.PUBLICATION, name);
  }

  /** How much log may be kept back before a deep probe says so; 1,024 at first. */
  public LogFeed mostRetainedMebibytes(int mebibytes) {
    return with(LogWay.MOST_RETAINED, Integer.toString(mebibytes));
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  private LogFeed with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new LogFeed(more);
  }

  @Override
  public String toString() {
    return "LogFeed" + new TreeMap<>(options);
  }
}
