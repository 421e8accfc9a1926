package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * A journal of changes in one database: three tables in a schema of their own ({@code dataset}:
 * what is followed, {@code journal}: the entries, {@code reader}: the lineages and how far each
 * is), and for each followed table a function and its triggers. Stateless.
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

  /**
   * Makes a lineage of {@code reader} known that begins now. Of one reader, the hundred seen last
   * are kept, and those that were never polled go first.
   */
  JournalLineage begin(DSLContext sql, JournalSite site, String reader);

  /** Makes a lineage known; one that is known already keeps its place. */
  void register(DSLContext sql, JournalSite site, JournalLineage lineage);

  /**
   * Notes that a lineage is polled, and needs nothing of the transactions numbered below {@code
   * settled}.
   */
  void advance(DSLContext sql, JournalSite site, JournalLineage lineage, long settled);

  /** Forgets a lineage, unless it was polled. */
  void giveUp(DSLContext sql, JournalSite site, JournalLineage lineage);

  /**
   * Forgets the lineages that were not seen for so long.
   *
   * @param unseen where they were polled
   * @param unpolled where they never were
   * @return the readers of those that were polled
   */
  Set<String> forget(DSLContext sql, JournalSite site, Duration unseen, Duration unpolled);

  /**
   * Deletes up to {@code most} of the entries that no reader needs any more.
   *
   * @return how many
   */
  int purge(DSLContext sql, JournalSite site, int most);
}
