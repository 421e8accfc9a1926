package io.syncline.jdbc.apply;

import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.spi.WriteOutcome;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.function.BiFunction;
import org.jooq.exception.DataAccessException;

/**
 * Isolates rows by savepoints and halving: a statement that fails for the sake of a row is tried
 * again with either half of its rows, until the bad ones stand alone and the good ones are done.
 */
final class Halving {

  private final Sessions sessions;
  private final Session session;
  private final Outcomes outcomes;
  private final BiFunction<Prepared, SqlFailure, WriteOutcome> refusal;

  /**
   * @param refusal what a row is answered that the database refused
   */
  Halving(
      Sessions sessions,
      Session session,
      Outcomes outcomes,
      BiFunction<Prepared, SqlFailure, WriteOutcome> refusal) {
    this.sessions = sessions;
    this.session = session;
    this.outcomes = outcomes;
    this.refusal = refusal;
  }

  /** One statement's work. */
  @FunctionalInterface
  interface Step {
    void on(List<Prepared> rows) throws SQLException;
  }

  /** Throws what concerns no row: then the whole transaction is to be undone. */
  void isolate(List<Prepared> rows, Step step) throws SQLException {
    Savepoint before = session.savepoint();
    try {
      step.on(rows);
      session.release(before);
    } catch (GroupWriter.UnaccountedRows e) {
      session.rollback(before);
      halves(rows, step);
    } catch (DataAccessException e) {
      SqlFailure failure = sessions.failure(e);
      if (failure.kind() == SqlFailure.Kind.DENIED) {
        session.rollback(before);
        outcomes.setAll(rows, new WriteOutcome.Denied(failure.toString()));
      } else if (!failure.concernsRow()) {
        throw e;
      } else {
        if (rows.size() > 1) {
          session.rollback(before);
          halves(rows, step);
        } else {
          refuse(rows.get(0), failure, before);
        }
      }
    }
  }

  /** A row over which the database hung up is refused all the same. */
  private void refuse(Prepared row, SqlFailure failure, Savepoint before) throws SQLException {
    outcomes.set(row, new WriteOutcome.Rejected(failure.state(), failure.message(), List.of()));
    session.rollback(before);
    outcomes.set(row, refusal.apply(row, failure));
  }

  private void halves(List<Prepared> rows, Step step) throws SQLException {
    int middle = rows.size() / 2;
    isolate(rows.subList(0, middle), step);
    isolate(rows.subList(middle, rows.size()), step);
  }
}
