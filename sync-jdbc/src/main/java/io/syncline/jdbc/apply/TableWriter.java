package io.syncline.jdbc.apply;

import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.model.SyncException;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a table, thousands of rows by a handful of statements. Preconditions stand in the WHERE
 * clause, so of two that wrote on the same ground exactly one wins.
 *
 * <p>A batch becomes one transaction, or several where it is large or names a record twice. What
 * breaks a transaction before its commit is {@code Unavailable} for all of it, and what comes after
 * is not attempted; a commit whose answer is lost is {@code Unknown} for what it would have
 * applied.
 */
public final class TableWriter implements Writer {

  /** The most writes of one transaction, and of one statement. */
  public static final int MAX_ROWS = 5_000;

  /**
   * The most content of one transaction, in bytes: small contents are in memory until it is over,
   * and a call whose time ends has done what came before. One content may be larger.
   */
  private static final long MAX_CONTENT = 16L << 20;

  private final Sessions sessions;
  private final RowForm form;
  private final Optional<WriteLedger> ledger;
  private final InstantSource clock;
  private final WriteCheck check;
  private final Work work;

  private TableWriter(
      Sessions sessions,
      RowForm form,
      Optional<WriteLedger> ledger,
      InstantSource clock,
      Work work) {
    this.sessions = sessions;
    this.form = form;
    this.ledger = ledger;
    this.clock = clock;
    this.check = new WriteCheck(form);
    this.work = work;
  }

  /**
   * Writes to the table itself.
   *
   * @param ledger empty: ids are not remembered
   */
  public static TableWriter direct(
      Sessions sessions, RowForm form, Optional<WriteLedger> ledger, InstantSource clock) {
    return new TableWriter(
        sessions,
        form,
        ledger,
        clock,
        (session, rows, outcomes) ->
            new Wave(form, sessions, session, ledger, outcomes).write(rows));
  }

  /** Asks the other side to write, which answers later. */
  public static TableWriter byRequests(
      Sessions sessions, RowForm form, InboundTable inbound, InstantSource clock) {
    return new TableWriter(
        sessions,
        form,
        Optional.empty(),
        clock,
        (session, rows, outcomes) ->
            new Requests(form, inbound, sessions, session, outcomes).write(rows));
  }

  /** All of a transaction but its commit. */
  @FunctionalInterface
  private interface Work {
    void on(Session session, List<Prepared> rows, Outcomes outcomes) throws SQLException;
  }

  /** Whether to go on after a transaction. */
  private enum Next {
    GO_ON,
    STOP
  }

  @Override
  public List<WriteOutcome> write(List<Write> writes, Duration within) {
    Instant end = clock.instant().plus(within);
    Outcomes outcomes = new Outcomes(writes.size());
    List<Prepared> prepared = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      int index = i;
      WriteCheck.Result result = check.check(i, writes.get(i));
      result.prepared().ifPresent(prepared::add);
      result.outcome().ifPresent(outcome -> outcomes.set(index, outcome));
    }
    boolean first = true;
    for (List<Prepared> wave : waves(prepared)) {
      try {
        List<Prepared> ready = ready(wave, outcomes);
        Duration left = Duration.between(clock.instant(), end);
        if (!ready.isEmpty() && carryOut(ready, outcomes, left, first) == Next.STOP) {
          return outcomes.all();
        }
      } finally {
        wave.forEach(Prepared::close);
      }
      first = false;
    }
    if (!first) {
      ledger.ifPresent(WriteLedger::purge);
    }
    return outcomes.all();
  }

  /** A record that is written twice is written in the order of the batch, by two transactions. */
  static List<List<Prepared>> waves(List<Prepared> writes) {
    List<Filling> waves = new ArrayList<>();
    Map<List<String>, Integer> lastOf = new HashMap<>();
    int least = 0;
    for (Prepared write : writes) {
      int wave =
          Math.max(least, write.key().map(key -> lastOf.getOrDefault(key, -1) + 1).orElse(0));
      while (wave < waves.size() && !waves.get(wave).takes(write)) {
        wave++;
      }
      if (wave == waves.size()) {
        waves.add(new Filling());
      }
      waves.get(wave).add(write);
      int placed = wave;
      write.key().ifPresent(key -> lastOf.put(key, placed));
      least = waves.get(least).rows.size() >= MAX_ROWS ? least + 1 : least;
    }
    return waves.stream().<List<Prepared>>map(each -> each.rows).toList();
  }

  /** A transaction that is put together. */
  private static final class Filling {
    private final List<Prepared> rows = new ArrayList<>();
    private long uploaded;

    boolean takes(Prepared next) {
      return rows.size() < MAX_ROWS
          && (next.uploads().isEmpty()
              || uploaded == 0
              || uploaded + next.uploaded() <= MAX_CONTENT);
    }

    void add(Prepared next) {
      rows.add(next);
      uploaded += next.uploaded();
    }
  }

  /**
   * Contents are fetched before the transaction begins, which would hold its locks meanwhile. Those
   * of repeats may not be needed any more.
   */
  private static List<Prepared> ready(List<Prepared> wave, Outcomes outcomes) {
    List<Prepared> ready = new ArrayList<>();
    for (Prepared row : wave) {
      Optional<WriteOutcome> waiting = row.write().repeated() ? Optional.empty() : row.open();
      waiting.ifPresentOrElse(outcome -> outcomes.set(row, outcome), () -> ready.add(row));
    }
    return ready;
  }

  private Next carryOut(List<Prepared> wave, Outcomes outcomes, Duration left, boolean first) {
    Session session;
    try {
      if (ledger.isPresent()) {
        ledger.get().prepare();
      }
      session = sessions.open(dataset(), Isolation.WRITING, left);
    } catch (DataAccessException | SQLException | AdapterException e) {
      return notDone(wave, outcomes, text(e), first && isForPeople(e) ? translated(e) : null);
    }
    try (session) {
      try {
        work.on(session, wave, outcomes);
      } catch (DataAccessException | SQLException e) {
        SqlFailure failure = failure(e);
        SyncException whole = sessions.failed(dataset(), session, failure);
        boolean thrown = first && isForPeople(whole);
        notDone(wave, outcomes, failure.toString(), thrown ? whole : null);
        return failure.kind() == SqlFailure.Kind.RETRY ? Next.GO_ON : Next.STOP;
      } catch (AdapterException e) {
        return notDone(wave, outcomes, text(e), first && isForPeople(e) ? e : null);
      }
      return commit(session, wave, outcomes);
    }
  }

  private Next commit(Session session, List<Prepared> wave, Outcomes outcomes) {
    try {
      session.commit();
      return Next.GO_ON;
    } catch (AdapterException e) {
      return notDone(wave, outcomes, text(e), null);
    } catch (SQLException e) {
      SqlFailure failure = failure(e);
      if (failure.kind() == SqlFailure.Kind.LOST) {
        done(wave, outcomes)
            .forEach(
                row -> outcomes.set(row, new WriteOutcome.Unknown("lost at commit: " + failure)));
        return Next.STOP;
      }
      return refusedAtCommit(wave, outcomes, failure);
    }
  }

  /** The database said that it rolled back: a constraint checked late, a serialisation failure. */
  private Next refusedAtCommit(List<Prepared> wave, Outcomes outcomes, SqlFailure failure) {
    for (Prepared row : done(wave, outcomes)) {
      outcomes.set(
          row,
          failure.concernsRow() && wave.size() == 1
              ? Refusal.of(form, row, failure)
              : new WriteOutcome.Unavailable(Duration.ZERO, "rolled back at commit: " + failure));
    }
    return Next.GO_ON;
  }

  /** What the transaction did, or asked for. */
  private static List<Prepared> done(List<Prepared> wave, Outcomes outcomes) {
    return wave.stream().filter(outcomes::isDone).toList();
  }

  private static Next notDone(
      List<Prepared> wave, Outcomes outcomes, String cause, @Nullable SyncException thrown) {
    if (thrown != null) {
      throw thrown;
    }
    wave.stream()
        .filter(row -> !outcomes.isRejected(row))
        .forEach(row -> outcomes.set(row, new WriteOutcome.Unavailable(Duration.ZERO, cause)));
    return Next.STOP;
  }

  /** Whether the whole call has failed in a way that waiting does not mend. */
  private static boolean isForPeople(Exception e) {
    return e instanceof AdapterException.AuthFailed
        || e instanceof AdapterException.SchemaChanged
        || e instanceof AdapterException.ConfigInvalid
        || e instanceof AdapterException.Cancelled;
  }

  private static SyncException translated(Exception e) {
    return e instanceof SyncException known ? known : new SyncException(text(e));
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private SqlFailure failure(Exception e) {
    return e instanceof DataAccessException access
        ? sessions.failure(access)
        : form.dialect().failure((SQLException) e);
  }

  private String dataset() {
    return form.shape().name().toString();
  }
}
