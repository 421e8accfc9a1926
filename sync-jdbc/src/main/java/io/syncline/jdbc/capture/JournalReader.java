package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalLineage;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.model.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the journal how far each lineage of a reader's cursors is, and deletes what none needs any
 * more. Used by one thread at a time.
 *
 * <p>What a lineage is polled with was stored by its hub, so all before that is no longer needed by
 * it. A lineage that was not seen for longer than the retention is forgotten: what it has not read
 * is deleted, and it is told so when it comes back. One that was never polled is forgotten sooner,
 * since most are of positions that their hub had no use for.
 *
 * <p>Positions that are asked for belong to the lineage that was polled here last, so a hub that
 * asks for one in each of its listings has one lineage. Where none was polled yet they begin a
 * lineage of their own, which is given up when another is polled.
 */
public final class JournalReader {

  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

  private static final Duration TELL_EVERY = Duration.ofSeconds(30);
  private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
  private static final Duration PURGE_LIMIT = Duration.ofSeconds(5);

  /** A listing between a position and its first poll may take so long. */
  private static final Duration UNPOLLED = Duration.ofDays(7);

  /** Entries go in bites, each in a transaction of its own, so that none is long. */
  private static final int BITE = 10_000;

  private final Sessions sessions;
  private final JournalSql journal;
  private final JournalSite site;
  private final String name;
  private final Duration retention;
  private final InstantSource clock;
  private final Map<JournalLineage, Instant> told = new HashMap<>();
  private Optional<JournalLineage> current = Optional.empty();
  private Optional<JournalLineage> left = Optional.empty();
  private Instant purged = Instant.MIN;

  /**
   * @param name by which the journal knows this reader
   * @param retention after so long unseen, any lineage is forgotten
   */
  public JournalReader(
      Sessions sessions,
      JournalSql journal,
      JournalSite site,
      String name,
      Duration retention,
      InstantSource clock) {
    this.sessions = sessions;
    this.journal = journal;
    this.site = site;
    this.name = name;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * From now on, nothing is deleted that comes after a cursor which is taken now.
   *
   * @return the id of its lineage
   */
  String register(Duration within) {
    JournalLineage lineage =
        sessions.write(site.name(), within, session -> registered(session.sql()));
    current = Optional.of(lineage);
    return lineage.id();
  }

  private JournalLineage registered(DSLContext sql) {
    if (current.isEmpty()) {
      return journal.begin(sql, site, name);
    }
    journal.register(sql, site, current.get());
    return current.get();
  }

  /** A lineage is polled: what is asked for from now on belongs to it. */
  void follow(String id) {
    Optional<JournalLineage> polled = Optional.of(new JournalLineage(name, id));
    if (!current.equals(polled)) {
      left = current;
      current = polled;
    }
  }

  /** When a call ends that may take so long. */
  Instant end(Duration within) {
    return clock.instant().plus(within);
  }

  /**
   * The lineage that is followed needs nothing of the transactions numbered below {@code settled}
   * any more; said, and made use of, now and then.
   */
  void tell(long settled, Instant end) {
    Instant now = clock.instant();
    JournalLineage lineage = current.orElseThrow();
    told.values().removeIf(each -> each.isBefore(now.minus(TELL_EVERY)));
    if (!told.containsKey(lineage)) {
      sessions.write(
          site.name(),
          Duration.between(now, end),
          session -> {
            left.ifPresent(each -> journal.giveUp(session.sql(), site, each));
            journal.advance(session.sql(), site, lineage, settled);
            return true;
          });
      left = Optional.empty();
      told.put(lineage, now);
    }
    if (purged.isBefore(now.minus(PURGE_EVERY))) {
      purged = now;
      purge(end.isBefore(now.plus(PURGE_LIMIT)) ? end : now.plus(PURGE_LIMIT));
    }
  }

  /** A failure is for the next time, since nothing waits for it. */
  private void purge(Instant end) {
    try {
      while (clock.instant().isBefore(end) && bite(end) == BITE) {
        LOG.debug("{}: {} entries that all have read are gone", site.name(), BITE);
      }
    } catch (SyncException e) {
      LOG.warn("{}: old entries stay for now: {}", site.name(), e.getMessage());
    }
  }

  private int bite(Instant end) {
    return sessions.write(
        site.name(),
        Duration.between(clock.instant(), end),
        session -> {
          journal
              .forget(session.sql(), site, retention, UNPOLLED)
              .forEach(
                  each ->
                      LOG.warn(
                          "{}: a flow of reader {} was not seen for {}: what it has not read goes",
                          site.name(),
                          each,
                          retention));
          return journal.purge(session.sql(), site, BITE);
        });
  }
}
