package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalEntry;
import io.syncline.jdbc.dialect.JournalLook;
import io.syncline.jdbc.dialect.JournalOperation;
import io.syncline.jdbc.dialect.JournalRange;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSnapshot;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.dialect.JournalState;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Finds changes by the entries of a journal, which hold keys and no values: each page shows the
 * rows as they are now, in the snapshot in which its entries are read.
 *
 * <p>A position is a snapshot: the transactions whose entries were all read, or the entries
 * themselves where transactions have no numbers. A poll takes a snapshot of now, and reads the
 * entries of what has ended in between, however long ago it began. So what is committed late is
 * found then, sequences may have gaps, an old transaction that stays open holds nothing else up,
 * and nothing is told twice. A round of several pages keeps the snapshot it began with; entries go
 * by (transaction, position).
 *
 * <p>A crash takes back what was not on disk yet, also that a transaction was rolled back, and the
 * database may give the numbers of such transactions again. So a position has a mark, below which
 * all is known to be on disk; after a crash what is behind it is read again, and until then kept.
 *
 * <p>A cursor is expired where entries behind it may be gone: they were purged, the journal was
 * removed and installed again, a trigger was altered, or the table was truncated, which tells no
 * keys.
 */
public final class EntryFeed implements ChangeFeed {

  /**
   * How long {@link #earliest()} and {@link #latest()} may take, since their callers give no limit.
   */
  private static final Duration POSITION_LIMIT = Duration.ofSeconds(30);

  private static final Duration IDLE_DELAY = Duration.ofSeconds(2);

  private final Sessions sessions;
  private final RowForm form;
  private final JournalSql journal;
  private final JournalSite site;
  private final JournalReader reader;
  private final Cursors cursors;

  public EntryFeed(
      Sessions sessions,
      RowForm form,
      JournalSql journal,
      JournalSite site,
      JournalReader reader,
      Cursors cursors) {
    this.sessions = sessions;
    this.form = form;
    this.journal = journal;
    this.site = site;
    this.reader = reader;
    this.cursors = cursors;
  }

  @Override
  public Cursor earliest() {
    return position((session, state) -> JournalSnapshot.before(state.purged()));
  }

  @Override
  public Cursor latest() {
    return position(
        (session, state) ->
            journal.snapshot(session.sql(), site, Optional.empty(), JournalLook.NONE));
  }

  /** A place in the journal as it stands once its lineage is known: nothing behind is purged. */
  private Cursor position(BiFunction<Session, JournalState, JournalSnapshot> seen) {
    read(POSITION_LIMIT, this::state);
    String lineage = reader.register(POSITION_LIMIT);
    return read(
        POSITION_LIMIT,
        session -> {
          JournalState state = state(session);
          JournalSnapshot here = seen.apply(session, state);
          return cursor(JournalPosition.at(state, lineage, here));
        });
  }

  @Override
  public ChangePage poll(Cursor cursor, Limits limits) {
    JournalPosition position = cursors.read(cursor, JournalPosition::read);
    reader.follow(position.lineage());
    Instant end = reader.end(limits.within());
    JournalLook look =
        position.round().isEmpty() && journal.looks() ? look(limits.within()) : JournalLook.NONE;
    Polled polled =
        read(limits.within(), session -> page(session, position, look, limits.maxRows()));
    reader.tell(polled.settled(), end);
    return polled.page();
  }

  private JournalLook look(Duration within) {
    return sessions.read(
        dataset(), Isolation.EACH_STATEMENT, within, session -> journal.look(session.sql(), site));
  }

  private JournalState state(Session session) {
    return journal.state(session.sql(), site);
  }

  private Polled page(Session session, JournalPosition from, JournalLook look, int maxRows) {
    JournalState state = state(session);
    check(from, state);
    JournalPosition position = from.in(state);
    JournalRange range =
        position.range(
            () -> journal.snapshot(session.sql(), site, Optional.of(position.seen()), look));
    List<JournalEntry> entries = journal.entries(session.sql(), site, range, maxRows);
    if (entries.stream().anyMatch(each -> each.operation() == JournalOperation.TRUNCATED)) {
      throw expired("it was truncated", position, state);
    }
    List<Change> changes = new EntryPage(form, entries).changes(session);
    if (entries.size() < maxRows) {
      JournalPosition next = position.upTo(range.upTo());
      boolean behind = position.round().isPresent();
      Duration delay = behind ? Duration.ZERO : IDLE_DELAY;
      return new Polled(new ChangePage(changes, cursor(next), behind, delay), position.settled());
    }
    JournalEntry last = entries.get(entries.size() - 1);
    JournalRange.Place place = new JournalRange.Place(last.transaction(), last.position());
    JournalPosition next = position.within(new JournalPosition.Round(range.upTo(), place));
    return new Polled(
        new ChangePage(changes, cursor(next), true, Duration.ZERO), position.settled());
  }

  private void check(JournalPosition position, JournalState state) {
    boolean same = position.incarnation().equals(state.incarnation());
    if (state.next() < position.newest() && (same || journal.keepsNumbers())) {
      throw new AdapterException.Rewound(
          dataset()
              + ": the database is older than the cursor: next transaction="
              + state.next()
              + " cursor="
              + position.newest());
    }
    if (!same) {
      throw expired(journal.turned(), position, state);
    }
    if (position.seen().settled() < state.purged()) {
      throw expired("what follows the cursor was purged", position, state);
    }
  }

  private AdapterException expired(String why, JournalPosition position, JournalState state) {
    return new AdapterException.CursorExpired(
        dataset() + ": " + why,
        cursor(
            JournalPosition.at(state, position.lineage(), JournalSnapshot.before(state.purged()))));
  }

  private <T> T read(Duration within, Function<Session, T> work) {
    return sessions.read(dataset(), Isolation.ONE_SNAPSHOT, within, work);
  }

  private Cursor cursor(JournalPosition position) {
    return cursors.make(position::write, "transactions up to " + position.newest());
  }

  private String dataset() {
    return form.shape().name().toString();
  }

  /**
   * What a poll found.
   *
   * @param settled nothing that is numbered below is needed any more
   */
  private record Polled(ChangePage page, long settled) {}
}
