package io.syncline.jdbc;

import io.syncline.jdbc.apply.WriteLedger;
import io.syncline.jdbc.capture.log.LogStreams;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SQL database as one of the systems that are kept in agreement: PostgreSQL, MariaDB, MySQL or
 * H2. Thread-safe.
 *
 * <p>A dataset is a table or a view, {@code customer} or {@code erp.customer}. Its options: {@code
 * feed=polling} with {@code feed.column}, {@code feed.overlap} and {@code feed.zone}, see {@link
 * PollingFeed}; {@code feed=digest}, see {@link DigestFeed}; {@code feed=journal}, see {@link
 * JournalFeed}; {@code feed=outbox}, see {@link Outbox}; {@code feed=log}, see {@link LogFeed};
 * {@code feed=exchange}, see {@link ExchangeFeed}; {@code version=row} (the number of the
 * transaction that wrote the row, the default; a view has none), {@code version=column:NAME},
 * {@code version=digest} or {@code version=none}; {@code large=COLUMN, COLUMN}, whose contents pass
 * as streams, see {@link io.syncline.model.LargeObject}.
 *
 * <p>The row's own version costs no column. It is equal for equal images, since of what one
 * transaction writes only the last is ever seen; vacuum keeps it. It says nothing of order, and it
 * repeats for a row that is written again exactly 2<sup>32</sup> transactions later. Restoring a
 * dump gives every row another.
 *
 * <p>A digest is the server's hash of the key and the carried fields, in hexadecimal. It needs no
 * column either, views have it, and it outlives a dump; digests of key ranges are then to be had of
 * the database itself. It costs the server more than reading the row, it cannot be had of {@code
 * json}, and a value that comes back brings its version back. Another major version of the server
 * may hash otherwise.
 *
 * <p>An interrupt ends a call as {@code Cancelled} at its next statement. It ends one that waits
 * for the database only where that is given by URL: drivers do not react to interrupts by
 * themselves. {@link #close} ends every call, and so does its time limit.
 */
public final class JdbcAdapter implements Adapter {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcAdapter.class);

  /** For what the interface gives no limit. */
  private static final Duration OWN_LIMIT = Duration.ofSeconds(30);

  private final Sessions sessions;
  private final LedgerPlace place;
  private final AdapterContext context;
  private final Runnable release;
  private final LogStreams streams;
  private final Set<Need> needs = ConcurrentHashMap.newKeySet();
  private final Map<DatasetSpec, Tracking> tracked = new ConcurrentHashMap<>();
  private Optional<WriteLedger> ledger = Optional.empty();
  private boolean ledgerKnown;

  private JdbcAdapter(
      DataSource database,
      LogStreams streams,
      LedgerPlace place,
      AdapterContext context,
      Runnable release) {
    this.streams = streams;
    this.sessions = new Sessions(database, context.clock());
    this.place = place;
    this.context = context;
    this.release = release;
  }

  /** The database behind {@code database}, which stays the host's. */
  public static JdbcAdapterSource on(DataSource database) {
    return JdbcAdapterSource.of(database);
  }

  static JdbcAdapter borrowing(
      DataSource database, LogStreams streams, LedgerPlace place, AdapterContext context) {
    return new JdbcAdapter(database, streams, place, context, () -> {});
  }

  static JdbcAdapter owning(
      DataSource database,
      LogStreams streams,
      LedgerPlace place,
      AdapterContext context,
      Runnable release) {
    return new JdbcAdapter(database, streams, place, context, release);
  }

  @Override
  public Health probe(Probe depth, Duration within) {
    return new HealthCheck(sessions, place, context.clock())
        .probe(depth, Set.copyOf(needs), List.copyOf(tracked.values()), within);
  }

  @Override
  public Optional<String> incarnation(Duration within) {
    Dialect dialect = sessions.dialect("incarnation", within);
    return read(within, session -> dialect.incarnation(session.sql()));
  }

  @Override
  public List<String> datasets(Duration within) {
    Dialect dialect = sessions.dialect("datasets", within);
    return read(within, session -> dialect.tables(session.sql())).stream()
        .map(TableName::toString)
        .toList();
  }

  @Override
  public Dataset dataset(DatasetSpec spec) {
    DatasetSettings settings = DatasetSettings.of(spec);
    TableShape table = TableSchemaReader.table(sessions, spec, OWN_LIMIT);
    Dialect dialect = sessions.dialect(spec.name(), OWN_LIMIT);
    DatasetShape shape =
        DatasetShape.of(spec, settings, sessions, table, streams, context.clock(), OWN_LIMIT);
    needs.addAll(shape.means().needs());
    shape.means().capture().tracking().ifPresent(each -> tracked.put(spec, each));
    return new JdbcDataset(spec, shape, sessions, ledger(dialect), context.clock());
  }

  /** Looked for once; made at the first write. */
  private synchronized Optional<WriteLedger> ledger(Dialect dialect) {
    if (!ledgerKnown && place.wanted()) {
      TableName table =
          read(OWN_LIMIT, session -> HealthCheck.ledgerTable(session, dialect, place));
      if (read(OWN_LIMIT, session -> dialect.canOwn(session.sql(), table))) {
        ledger = Optional.of(new WriteLedger(sessions, table, place.retention(), context.clock()));
      } else {
        LOG.warn("{} is missing and may not be created: ids of writes are not remembered", table);
      }
    }
    ledgerKnown = true;
    return ledger;
  }

  private <T> T read(Duration within, Function<Session, T> work) {
    return sessions.read("database", Isolation.EACH_STATEMENT, within, work);
  }

  @Override
  public void close(Duration grace) {
    streams.close();
    sessions.close(grace);
    release.run();
  }
}
