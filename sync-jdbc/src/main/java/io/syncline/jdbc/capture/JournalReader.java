package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.model.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the journal how far a reader is, and deletes what no reader needs any more. Used by one
 * thread at a time.
 *
 * <p>A reader is known by its name. What it polls with was stored by its hub, so all before that is
 * no longer needed by it. A reader that was not seen for longer than the retention is forgotten:
 * what it has not read is deleted, and it is told so when it comes back.
 */
public final class JournalReader {

  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

  private static final Duration TELL_EVERY = Duration.ofSeconds(30);
  private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
  private static final Duration PURGE_LIMIT = Duration.ofSeconds(5);

  /** Entries go in bites, each in a transaction of its own, so that none is long. */
  private static final int BITE = 10_000;

  private final Sessions sessions;
  private final JournalSql journal;
  private final JournalSite site;
  private final String name;
  private final Duration retention;
  private final InstantSource clock;
  private Instant told = Instant.MIN;
  private Instant purged = Instant.MIN;

  /**
   * @param name by which the journal knows this reader, and no other
   * @param retention after so long unseen, any reader is forgotten
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

  /** From now on, nothing is deleted that comes after a cursor which is taken now. */
  void register(Duration within) {
    sessions.write(
        site.name(),
        within,
        session -> {
          journal.register(session.sql(), site, name);
          return true;
        });
  }

  /** When a call ends that may take so long. */
  Instant end(Duration within) {
    return clock.instant().plus(within);
  }

  /**
   * Nothing of the transactions numbered below {@code settled} is needed any more; said, and made
   * use of, now and then.
   */
  void tell(long settled, Instant end) {
    Instant now = clock.instant();
    if (told.isBefore(now.minus(TELL_EVERY))) {
      sessions.write(
          site.name(),
          Duration.between(now, end),
          session -> {
            journal.advance(session.sql(), site, name, settled);
            return true;
          });
      told = now;
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
              .forget(session.sql(), site, retention)
              .forEach(
                  each ->
                      LOG.warn(
                          "{}: reader {} was not seen for {}: what it has not read goes",
                          site.name(),
                          each,
                          retention));
          return journal.purge(session.sql(), site, BITE);
        });
  }
}
