package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalPart;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jooq.Query;

/**
 * Installs and removes what a journal needs, in one transaction each where the database has such.
 * Installations at the same time wait for each other. A table that is in use by a long transaction
 * is not waited for longer than {@link #LOCK_WAIT}, since the application's writes would queue up
 * behind.
 */
public final class JournalTracking implements Tracking {

  static final Duration LOCK_WAIT = Duration.ofSeconds(2);

  private final Sessions sessions;
  private final JournalSql journal;
  private final JournalSite site;

  public JournalTracking(Sessions sessions, JournalSql journal, JournalSite site) {
    this.sessions = sessions;
    this.journal = journal;
    this.site = site;
  }

  @Override
  public List<String> installation(Duration within) {
    return read(within, session -> texts(session, making(session)));
  }

  @Override
  public void install(Duration within) {
    write(within, this::making);
  }

  @Override
  public List<Health.Check> verify(Duration within) {
    return read(within, session -> journal.parts(session.sql(), site)).stream()
        .map(
            part ->
                new Health.Check(
                    part.name(), part.fault().isEmpty(), part.fault().map(this::told).orElse("")))
        .toList();
  }

  private String told(String fault) {
    return fault + "; Tracking.installation tells the statements that mend what may be mended";
  }

  @Override
  public List<String> removal(Duration within) {
    return read(within, session -> texts(session, journal.removal(session.sql(), site)));
  }

  @Override
  public void uninstall(Duration within) {
    write(within, session -> journal.removal(session.sql(), site));
  }

  private List<Query> making(Session session) {
    return journal.parts(session.sql(), site).stream()
        .flatMap((JournalPart part) -> part.making().stream())
        .toList();
  }

  private static List<String> texts(Session session, List<Query> queries) {
    return queries.stream().map(session.sql()::renderInlined).toList();
  }

  /** Looked at anew once nobody else is at it. */
  private void write(Duration within, Function<Session, List<Query>> statements) {
    try {
      sessions.write(
          site.name(),
          within,
          session -> {
            carryOut(session, statements);
            return true;
          });
    } catch (AdapterException.Unreachable e) {
      throw new AdapterException.Unreachable(
          e.getMessage()
              + (journal.undoes() ? "; nothing was changed" : "; what was made stays")
              + ". Where a lock was not had within "
              + LOCK_WAIT
              + ", the table is in use: call again");
    }
  }

  private void carryOut(Session session, Function<Session, List<Query>> statements) {
    journal.claim(session.sql(), site, LOCK_WAIT);
    try {
      statements.apply(session).forEach(each -> session.sql().execute(each));
    } finally {
      journal.release(session.sql(), site);
    }
  }

  private <T> T read(Duration within, Function<Session, T> work) {
    return sessions.read(site.name(), Isolation.EACH_STATEMENT, within, work);
  }
}
