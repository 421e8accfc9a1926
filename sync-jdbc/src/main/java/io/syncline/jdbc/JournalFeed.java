package io.syncline.jdbc;

import io.syncline.spi.DatasetOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds changes, deletes and changed keys by a journal that triggers write in the database itself.
 * Immutable.
 *
 * <p>Nothing is lost, whoever writes and however late it is committed. What is written to the table
 * is noted with its key, in the transaction that writes it; the account that writes needs no right
 * for it. The triggers are installed by {@code Hub.tracking()}, never by the feed itself. After a
 * TRUNCATE, and after somebody altered the triggers, the table is listed anew.
 */
public final class JournalFeed implements DatasetOptions {

  private final Map<String, String> options;

  private JournalFeed(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  public static JournalFeed journal() {
    return new JournalFeed(Map.of(DatasetSettings.FEED, JournalWay.NAME));
  }

  /**
   * The schema of the journal's own tables; {@code syncline} at first, and on MariaDB and MySQL the
   * database that the table is in.
   */
  public JournalFeed schema(String schema) {
    return with(JournalOptions.SCHEMA, schema);
  }

  /**
   * By which name the journal knows this hub; {@code syncline} at first. Each flow has a place of
   * its own, also under one name. A hub whose state is a copy of another's needs another name, or
   * the slower of them finds its place expired.
   */
  public JournalFeed reader(String name) {
    return with(JournalOptions.READER, name);
  }

  /**
   * After how long unseen any flow is forgotten, and what it has not read is deleted; 30 days at
   * first, and 7 at most where it never polled. It then lists the table anew.
   */
  public JournalFeed retention(Duration retention) {
    return with(JournalOptions.RETENTION, retention.toString());
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  private JournalFeed with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new JournalFeed(more);
  }

  @Override
  public String toString() {
    return "JournalFeed" + new TreeMap<>(options);
  }
}
