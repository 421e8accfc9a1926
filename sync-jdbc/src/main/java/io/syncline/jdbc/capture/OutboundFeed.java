package io.syncline.jdbc.capture;

import io.syncline.jdbc.internal.Deadline;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Record;

/**
 * Finds changes by the rows of an exchange table that nobody has dealt with, whatever their
 * numbers: so what is committed late is found then, and sequences may have gaps. Each page shows
 * the records as they are now.
 *
 * <p>A cursor names the rows that it stands behind. They are answered by the poll from it, since
 * what a hub polls from, it has stored together with what it took in. A row that names no record is
 * answered with the reason at once, and keeps back nothing.
 *
 * <p>A cursor is expired where rows behind it were answered already: then the hub's state is older
 * than what it once took in.
 */
public final class OutboundFeed implements ChangeFeed {

  /** The most rows of a page, since a cursor holds their numbers. */
  static final int MOST_ROWS = 4_000;

  /**
   * How long {@link #earliest()} and {@link #latest()} may take, since their callers give no limit.
   */
  private static final Duration POSITION_LIMIT = Duration.ofSeconds(30);

  private static final Duration IDLE_DELAY = Duration.ofSeconds(2);

  private final Sessions sessions;
  private final RowForm form;
  private final OutboundTable table;
  private final Cursors cursors;
  private final InstantSource clock;

  public OutboundFeed(
      Sessions sessions, RowForm form, OutboundTable table, Cursors cursors, InstantSource clock) {
    this.sessions = sessions;
    this.form = form;
    this.table = table;
    this.cursors = cursors;
    this.clock = clock;
  }

  /**
   * A place in the table.
   *
   * @param taken the rows that were handed out last
   * @param done the highest number that was answered before
   */
  private record Position(List<Long> taken, long done) {

    long last() {
      return taken.stream().mapToLong(each -> each).reduce(done, Math::max);
    }

    void write(DataOutputStream out) throws IOException {
      out.writeLong(done);
      out.writeInt(taken.size());
      for (long number : taken) {
        out.writeLong(number);
      }
    }

    static Position read(DataInputStream in) throws IOException {
      long done = in.readLong();
      List<Long> taken = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        taken.add(in.readLong());
      }
      return new Position(taken, done);
    }
  }

  @Override
  public Cursor earliest() {
    return cursor(read(POSITION_LIMIT, session -> new Position(List.of(), lastDone(session))));
  }

  /** Where more rows wait than a cursor can name, later ones of them are told again. */
  @Override
  public Cursor latest() {
    return cursor(
        read(
            POSITION_LIMIT,
            session -> new Position(numbers(open(session, MOST_ROWS)), lastDone(session))));
  }

  @Override
  public ChangePage poll(Cursor cursor, Limits limits) {
    Position position = cursors.read(cursor, Position::read);
    Deadline deadline = Deadline.in(limits.within(), clock);
    if (!position.taken().isEmpty()) {
      write(deadline, session -> table.done(session, form.dialect(), position.taken()));
    }
    int most = Math.min(limits.maxRows(), MOST_ROWS);
    Found found = read(deadline.remaining(), session -> find(session, position, most));
    if (!found.refused().isEmpty()) {
      write(
          deadline,
          session ->
              found
                  .refused()
                  .forEach(
                      (number, reason) -> table.refuse(session, form.dialect(), number, reason)));
    }
    boolean more = found.rows() == most;
    return new ChangePage(
        found.changes(),
        cursor(new Position(found.taken(), position.last())),
        more,
        more ? Duration.ZERO : IDLE_DELAY);
  }

  /**
   * What is open.
   *
   * @param refused rows that name no record, with the reasons
   */
  private record Found(
      int rows, List<Change> changes, List<Long> taken, Map<Long, String> refused) {}

  private Found find(Session session, Position position, int most) {
    long done = lastDone(session);
    if (done > position.last()) {
      throw new AdapterException.CursorExpired(
          dataset()
              + ": rows behind the cursor were answered already: cursor="
              + position.last()
              + " answered="
              + done,
          cursor(new Position(List.of(), done)));
    }
    List<OutboundTable.Entry> entries = open(session, most);
    Set<NativeKey> keys = new LinkedHashSet<>();
    List<Long> taken = new ArrayList<>();
    Map<Long, String> refused = new LinkedHashMap<>();
    for (OutboundTable.Entry entry : entries) {
      Optional<NativeKey> key = key(entry);
      if (key.isPresent()) {
        keys.add(key.get());
        taken.add(entry.number());
      } else {
        refused.put(entry.number(), "must name a record: key=" + entry.key());
      }
    }
    return new Found(entries.size(), changes(session, List.copyOf(keys)), taken, refused);
  }

  private Optional<NativeKey> key(OutboundTable.Entry entry) {
    return entry.key().stream().anyMatch(Objects::isNull)
        ? Optional.empty()
        : form.keyParts(new NativeKey(entry.key())).map(NativeKey::new);
  }

  private List<Change> changes(Session session, List<NativeKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<Integer, Record> rows =
        KeyReader.select(session, form, keys.stream().map(form::keyParts).toList());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Record row = rows.get(i);
      changes.add(
          row == null
              ? new Change.Deleted(keys.get(i), Optional.empty(), Optional.empty())
              : new Change.Upserted(keys.get(i), form.image(row)));
    }
    return changes;
  }

  private List<OutboundTable.Entry> open(Session session, int most) {
    return table.open(session, form.dialect(), most);
  }

  private long lastDone(Session session) {
    return table.lastDone(session, form.dialect());
  }

  private static List<Long> numbers(List<OutboundTable.Entry> entries) {
    return entries.stream().map(OutboundTable.Entry::number).toList();
  }

  private <T> T read(Duration within, Function<Session, T> work) {
    return sessions.read(dataset(), Isolation.ONE_SNAPSHOT, within, work);
  }

  private void write(Deadline deadline, Consumer<Session> work) {
    sessions.write(
        dataset(),
        deadline.remaining(),
        session -> {
          work.accept(session);
          return true;
        });
  }

  private Cursor cursor(Position position) {
    return cursors.make(position::write, "answered up to " + position.last());
  }

  private String dataset() {
    return form.shape().name().toString();
  }
}
