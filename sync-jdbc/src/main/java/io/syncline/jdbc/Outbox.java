package io.syncline.jdbc;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.JournalOperation;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.schema.TableName;
import io.syncline.model.NativeKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Tells a hub what the host application changes in its own tables. Thread-safe.
 *
 * <p>Call it on the connection of the transaction that makes the change: the note is then kept or
 * rolled back with the change itself, so none is lost and none is told that never happened. Only
 * the key is noted; the hub reads the row when it comes by. Noting one key twice costs a line and
 * nothing else.
 *
 * <p>The dataset is followed with {@code feed=outbox}, see {@link OutboxFeed}, and named here as it
 * is named there. What the hub itself writes need not be recorded. What is written past the
 * application, by hand or by another program, is found by a full listing only; where that matters,
 * let triggers note it: {@link JournalFeed}.
 *
 * <p>The application's account needs USAGE on the schema, SELECT on its table {@code dataset} and
 * INSERT on its table {@code journal}; on MariaDB, MySQL and H2 the tables are called {@code
 * syncline_dataset} and {@code syncline_journal}, and stand beside the followed table.
 */
public final class Outbox {

  private final Optional<String> schema;

  private Outbox(Optional<String> schema) {
    this.schema = schema;
  }

  /**
   * In the schema {@code syncline}; on MariaDB and MySQL, in the database that is connected to, and
   * on H2 in the current schema.
   */
  public static Outbox standard() {
    return new Outbox(Optional.empty());
  }

  /** In the schema that the feed's option {@code feed.schema} names. */
  public static Outbox in(String schema) {
    return new Outbox(Optional.of(schema));
  }

  /**
   * A row was inserted or updated.
   *
   * @param transaction the connection of the change, not in auto-commit
   * @param key the values of the row's key, in the order of the dataset's key
   * @throws IllegalStateException where the dataset is not installed
   */
  public void written(Connection transaction, String dataset, Object... key) throws SQLException {
    note(transaction, dataset, List.of(Line.of(JournalOperation.WRITTEN, key(key))));
  }

  /** Several rows were inserted or updated: one round trip for all. */
  public void allWritten(Connection transaction, String dataset, Collection<NativeKey> keys)
      throws SQLException {
    note(
        transaction,
        dataset,
        keys.stream().map(key -> Line.of(JournalOperation.WRITTEN, key)).toList());
  }

  /** A row was deleted. */
  public void deleted(Connection transaction, String dataset, Object... key) throws SQLException {
    note(transaction, dataset, List.of(Line.of(JournalOperation.DELETED, key(key))));
  }

  /** Several rows were deleted: one round trip for all. */
  public void allDeleted(Connection transaction, String dataset, Collection<NativeKey> keys)
      throws SQLException {
    note(
        transaction,
        dataset,
        keys.stream().map(key -> Line.of(JournalOperation.DELETED, key)).toList());
  }

  /** A row goes on under another key. */
  public void moved(Connection transaction, String dataset, NativeKey from, NativeKey to)
      throws SQLException {
    note(
        transaction,
        dataset,
        List.of(
            new Line(JournalOperation.MOVED, from.toString(), to.toString()),
            Line.of(JournalOperation.WRITTEN, to)));
  }

  private static NativeKey key(Object... parts) {
    if (Stream.of(parts).anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("must not hold null: key=" + Arrays.toString(parts));
    }
    return new NativeKey(Stream.of(parts).map(Object::toString).toList());
  }

  private record Line(JournalOperation operation, String key, @Nullable String movedTo) {
    static Line of(JournalOperation operation, NativeKey key) {
      return new Line(operation, key.toString(), null);
    }
  }

  private void note(Connection transaction, String dataset, List<Line> lines) throws SQLException {
    if (transaction.getAutoCommit()) {
      throw new IllegalArgumentException("must be in a transaction: autoCommit=true");
    }
    if (lines.isEmpty()) {
      return;
    }
    Dialect dialect = Dialect.of(transaction.getMetaData());
    JournalSql journal =
        dialect
            .journal()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must be of a database of [PostgreSQL, MariaDB, MySQL, H2]: database="
                            + dialect.product()));
    JournalSite site =
        JournalSite.ofOutbox(
            schema.orElseGet(() -> journal.usualSchema(TableName.parse(dataset))), dataset);
    DSLContext sql = DSL.using(transaction, dialect.family());
    Query line = prepared(journal, sql, site).orElseThrow(() -> uninstalled(dataset));
    BatchBindStep batch = sql.batch(line);
    for (Line each : lines) {
      batch = batch.bind(each.operation().code(), each.key(), each.movedTo());
    }
    for (int noted : execute(batch)) {
      if (noted == 0) {
        throw uninstalled(dataset);
      }
    }
  }

  private static IllegalStateException uninstalled(String dataset) {
    return new IllegalStateException(
        "must be installed with feed=outbox, by hub.tracking(): dataset=" + dataset);
  }

  private static Optional<Query> prepared(JournalSql journal, DSLContext sql, JournalSite site)
      throws SQLException {
    try {
      return journal.noting(sql, site);
    } catch (DataAccessException e) {
      throw told(e);
    }
  }

  private static int[] execute(BatchBindStep batch) throws SQLException {
    try {
      return batch.execute();
    } catch (DataAccessException e) {
      throw told(e);
    }
  }

  private static SQLException told(DataAccessException e) {
    SQLException told = e.getCause(SQLException.class);
    return told == null ? new SQLException(e) : told;
  }
}
