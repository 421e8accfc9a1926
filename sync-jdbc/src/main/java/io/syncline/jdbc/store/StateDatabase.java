package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * One database that keeps a store: its connections, its lease and its way with batches. Thread-safe
 * but for the writer, of which there is one at a time.
 */
interface StateDatabase {

  StateSql sql();

  Batches batches();

  /** How native keys are stored: as they are, unless the database's keys are short. */
  StoredKeys keys();

  /** Whether several processes may have it open. Otherwise the lease is this process's for ever. */
  boolean isShared();

  /** Where the migrations of its dialect are, and how Flyway connects to it. */
  MigrationPlan migrations();

  /** Makes sure that there are tables of today's format, for those who only look. */
  void prepare() throws SQLException;

  /**
   * A connection to write through, without auto-commit, for the one that may have the lease now.
   */
  WriterClaim claimWriter(String holder, Duration lasting) throws SQLException;

  /**
   * A writer in place of a broken one, under the lease of {@code epoch}.
   *
   * @throws io.syncline.store.NotHolder where that lease is another's by now
   */
  Connection resumeWriter(long epoch) throws SQLException;

  /** Ends the lease of {@code epoch}, and gives its writer back, undoing what is not committed. */
  void releaseWriter(Connection writer, long epoch);

  /** Gives a writer back that is broken, or whose lease is another's. */
  void dropWriter(Connection writer);

  /**
   * Whether the lease of {@code epoch} is that of now, and will be until the writer's transaction
   * has ended. Renews it with that transaction.
   */
  boolean fence(Connection writer, long epoch) throws SQLException;

  /** Commits, and returns when that is durable. */
  default void commit(Connection writer) throws SQLException {
    writer.commit();
  }

  /** Renews the lease of {@code epoch} from any thread; false where it is another's by now. */
  boolean renew(long epoch) throws SQLException;

  /** Who took the lease over from that of {@code epoch}; empty where nobody has. */
  Optional<Holder> successor(long epoch) throws SQLException;

  /** Whether {@code epoch} is that of the moment which a view sees. */
  boolean isCurrent(Connection reader, long epoch) throws SQLException;

  /** A connection that sees one moment, that of its first statement. */
  Connection openReader() throws SQLException;

  void closeReader(Connection reader);

  /** Whether a row was refused because its key was there. */
  boolean isDuplicate(SQLException failure);

  /** Where the state is, for messages; without secrets. */
  String place();

  /** Closes what is open. */
  void close();
}
