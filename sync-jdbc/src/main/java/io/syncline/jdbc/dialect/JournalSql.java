package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.TableName;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * A journal of changes in one database: three tables ({@code dataset}: what is followed, {@code
 * journal}: the entries, {@code reader}: the lineages and how far each is), and triggers for each
 * followed table. Stateless.
 */
public interface JournalSql {

  /** The schema of the journal's own tables for {@code table}, unless another is asked for. */
  String usualSchema(TableName table);

  /** What a table must be of that is followed, and {@code site} is not; empty: it can be. */
  Optional<String> refusal(DSLContext sql, JournalSite site);

  /** What {@code site} needs, in the order in which it is made. Changes nothing. */
  List<JournalPart> parts(DSLContext sql, JournalSite site);

  /**
   * The statements that remove what {@code site} needs and no other dataset does. Changes nothing.
   */
  List<Query> removal(DSLContext sql, JournalSite site);

  /**
   * To the end of the transaction, nobody else installs or removes; and no statement waits longer
   * than {@code wait} for a table.
   */
  void claim(DSLContext sql, JournalSite site, Duration wait);

  /** Gives back what {@link #claim} took and the end of the transaction does not. */
  default void release(DSLContext sql, JournalSite site) {}

  /** Whether an installation that fails leaves nothing behind. */
  default boolean undoes() {
    return true;
  }

  /** Whether numbers go on where a journal is installed anew. */
  default boolean keepsNumbers() {
    return true;
  }

  /** Whether a snapshot takes a {@link #look} before it. */
  default boolean looks() {
    return false;
  }

  /** At the open transactions; asked in a transaction before that of the snapshot. */
  default JournalLook look(DSLContext sql, JournalSite site) {
    return JournalLook.NONE;
  }

  /**
   * What the running transaction shows.
   *
   * @param seen an earlier one that it follows; empty: none
   */
  JournalSnapshot snapshot(
      DSLContext sql, JournalSite site, Optional<JournalSnapshot> seen, JournalLook look);

  /** Why a place may be of another incarnation. */
  default String turned() {
    return "its journal was installed anew, or a trigger was altered";
  }

  /**
   * Notes a line, with parameters for operation, key and new key; a host's transaction carries it
   * out. It, or its count, is empty where {@code site} is not installed.
   */
  Optional<Query> noting(DSLContext sql, JournalSite site);

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

  /** Notes that a lineage is polled, and needs nothing that is numbered below {@code settled}. */
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

  /** To be thrown where not all is there that {@code site} needs. */
  static AdapterException uninstalled(JournalSite site, String why) {
    return new AdapterException.ConfigInvalid(
        List.of(
            new SettingFault(
                "options.feed",
                "must be installed, by hub.tracking() or by hand: "
                    + why
                    + ": dataset="
                    + site.name())));
  }
}
