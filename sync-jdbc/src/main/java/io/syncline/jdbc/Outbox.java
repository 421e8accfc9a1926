package io.syncline.jdbc;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.JournalOperation;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.model.NativeKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
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
 * INSERT on its table {@code journal}.
 */
public final class Outbox {

  private static final Field<Long> NUMBER = field(name("number"), SQLDataType.BIGINT);
  private static final Field<Long> DATASET = field(name("dataset"), SQLDataType.BIGINT);
  private static final Field<String> OPERATION = field(name("operation"), SQLDataType.CLOB);
  private static final Field<String> KEY = field(name("key"), SQLDataType.CLOB);
  private static final Field<String> MOVED_TO = field(name("moved_to"), SQLDataType.CLOB);
  private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);

  private final String schema;

  private Outbox(String schema) {
    this.schema = schema;
  }

  /** In the schema {@code syncline}. */
  public static Outbox standard() {
    return new Outbox(JournalOptions.USUAL_NAME);
  }

  /** In the schema that the feed's option {@code feed.schema} names. */
  public static Outbox in(String schema) {
    return new Outbox(schema);
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
    DSLContext sql = DSL.using(transaction, Dialect.of(transaction.getMetaData()).family());
    BatchBindStep batch = sql.batch(insert(sql));
    String recorded = JournalSite.outboxName(dataset);
    for (Line line : lines) {
      batch = batch.bind(line.operation().code(), line.key(), line.movedTo(), recorded);
    }
    for (int noted : execute(batch)) {
      if (noted != 1) {
        throw new IllegalStateException(
            "must be installed with feed=outbox, by hub.tracking(): dataset=" + dataset);
      }
    }
  }

  /** One line, under the number that the dataset of a name has; none where it has none. */
  private Query insert(DSLContext sql) {
    Field<String> any = val((String) null, SQLDataType.CLOB);
    return sql.insertInto(table(name(schema, "journal")), DATASET, OPERATION, KEY, MOVED_TO)
        .select(
            select(NUMBER, any, any, any).from(table(name(schema, "dataset"))).where(NAME.eq(any)));
  }

  private static int[] execute(BatchBindStep batch) throws SQLException {
    try {
      return batch.execute();
    } catch (DataAccessException e) {
      SQLException told = e.getCause(SQLException.class);
      throw told == null ? new SQLException(e) : told;
    }
  }
}
