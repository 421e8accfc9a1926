package io.syncline.jdbc;

import io.syncline.spi.DatasetOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds changes by what the host application records in its own transactions, see {@link Outbox}.
 * Immutable. The tables that this takes are installed by {@code Hub.tracking()}, never by the feed
 * itself.
 */
public final class OutboxFeed implements DatasetOptions {

  private final Map<String, String> options;

  private OutboxFeed(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  public static OutboxFeed outbox() {
    return new OutboxFeed(Map.of(DatasetSettings.FEED, OutboxWay.NAME));
  }

  /**
   * The schema of the journal's own tables; {@code syncline} at first, on MariaDB and MySQL the
   * database, and on H2 the schema, that the table is in.
   */
  public OutboxFeed schema(String schema) {
    return with(JournalOptions.SCHEMA, schema);
  }

  /**
   * By which name the journal knows this hub; {@code syncline} at first. Each flow has a place of
   * its own, also under one name. A hub whose state is a copy of another's needs another name, or
   * the slower of them finds its place expired.
   */
  public OutboxFeed reader(String name) {
    return with(JournalOptions.READER, name);
  }

  /**
   * After how long unseen any flow is forgotten, and what it has not read is deleted; 30 days at
   * first, and 7 at most where it never polled. It then lists the table anew.
   */
  public OutboxFeed retention(Duration retention) {
    return with(JournalOptions.RETENTION, retention.toString());
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  private OutboxFeed with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new OutboxFeed(more);
  }

  @Override
  public String toString() {
    return "OutboxFeed" + new TreeMap<>(options);
  }
}
