package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.TableName;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * A journal of changes in one database: three tables in a schema of their own ({@code dataset}:
 * what is followed, {@code journal}: the entries, {@code reader}: who reads and how far), and for
 * each followed table a function and its triggers. Stateless.
 */
public interface JournalSql {

  /** Whether triggers can note all that is written to {@code table}. */
  boolean canFollow(DSLContext sql, TableName table);

  /** What {@code site} needs, in the order in which it is made. Changes nothing. */
  List<JournalPart> parts(DSLContext sql, JournalSite site);

  /**
   * The statements that remove what {@code site} needs and no other dataset does. Changes nothing.
   */
  List<Query> removal(DSLContext sql, JournalSite site);

  /**
   * To the end of the transaction, nobody else installs or removes; and no statement waits longer
   * than {@code wait} for a lock.
   */
  void claim(DSLContext sql, JournalSite site, Duration wait);

  /**
   * How the journal stands.
   *
   * @throws io.syncline.spi.AdapterException.ConfigInvalid where not all is installed and enabled
   */
  JournalState state(DSLContext sql, JournalSite site);

  /** The first {@code most} entries of the range. */
  List<JournalEntry> entries(DSLContext sql, JournalSite site, JournalRange range, int most);

  /** Makes a reader known; one that is known already keeps its place. */
  void register(DSLContext sql, JournalSite site, String reader);

  /** Notes that {@code reader} needs nothing of the transactions numbered below. */
  void advance(DSLContext sql, JournalSite site, String reader, long settled);

  /** Forgets the readers that were not seen for so long, and answers their names. */
  List<String> forget(DSLContext sql, JournalSite site, Duration unseen);

  /**
   * Deletes up to {@code most} of the entries that no reader needs any more.
   *
   * @return how many
   */
  int purge(DSLContext sql, JournalSite site, int most);
}
