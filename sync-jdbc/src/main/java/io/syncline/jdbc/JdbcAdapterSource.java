package io.syncline.jdbc;

import io.syncline.jdbc.capture.log.LogConnections;
import io.syncline.jdbc.capture.log.LogStreams;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A database configured in code. Immutable; each call gives a new source.
 *
 * <p>The data source stays the host's: closing the adapter does not close it. Its connections are
 * used with auto-commit, isolation and time limits of the adapter's own and given back as they
 * were.
 */
public final class JdbcAdapterSource implements AdapterSource {

  private final DataSource database;
  private final LedgerPlace ledger;
  private final Optional<LogConnections> log;

  private JdbcAdapterSource(DataSource database, LedgerPlace ledger, Optional<LogConnections> log) {
    this.database = database;
    this.ledger = ledger;
    this.log = log;
  }

  static JdbcAdapterSource of(DataSource database) {
    return new JdbcAdapterSource(database, LedgerPlace.standard(), Optional.empty());
  }

  private JdbcAdapterSource with(LedgerPlace place) {
    return new JdbcAdapterSource(database, place, log);
  }

  /**
   * What {@link LogFeed} streams over: not a pool, since each connection is used for one stream and
   * closed. They must be opened with {@code replication=database}, {@code
   * assumeMinServerVersion=13} and {@code preferQueryMode=simple}, all of which a {@code
   * PGSimpleDataSource} has setters for.
   */
  public JdbcAdapterSource logConnections(DataSource connections) {
    return new JdbcAdapterSource(database, ledger, Optional.of(connections::getConnection));
  }

  /**
   * The schema of the table {@code syncline_write}, in which the ids of writes are recorded in the
   * transaction of the write itself. At first: the connection's current schema. It is created where
   * missing; where that is not permitted the adapter works as without it, and a deep probe says so.
   */
  public JdbcAdapterSource writeLedger(String schema) {
    return with(new LedgerPlace(true, Optional.of(schema), ledger.retention()));
  }

  /**
   * How long written ids are remembered: longer than a write may stay unanswered. At first 30 days.
   */
  public JdbcAdapterSource writeLedgerRetention(Duration retention) {
    return with(new LedgerPlace(ledger.wanted(), ledger.schema(), retention));
  }

  /**
   * Records no ids of writes. A create that the database keys and that is repeated after a lost
   * answer then looks for a row with all the written values: the only one is taken for its own, of
   * several none is, and a row that somebody edited in between is missed and created twice.
   */
  public JdbcAdapterSource withoutWriteLedger() {
    return with(new LedgerPlace(false, Optional.empty(), ledger.retention()));
  }

  @Override
  public Adapter open(AdapterContext context) {
    return JdbcAdapter.borrowing(database, new LogStreams(log), ledger, context);
  }
}
