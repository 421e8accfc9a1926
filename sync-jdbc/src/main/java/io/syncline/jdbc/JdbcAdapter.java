package io.syncline.jdbc;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A SQL database as one of the systems that are kept in agreement. PostgreSQL for now. */
public final class JdbcAdapter implements Adapter {

  private JdbcAdapter() {}

  /** The database behind {@code database}, which stays the host's. */
  public static JdbcAdapterSource on(DataSource database) {
    return JdbcAdapterSource.of(database);
  }

  static JdbcAdapter borrowing(DataSource database, LedgerPlace ledger, AdapterContext context) {
    throw new AdapterException.Unsupported("not yet: " + ledger);
  }

  @Override
  public Health probe(Probe depth, Duration within) {
    throw new AdapterException.Unsupported("not yet");
  }

  @Override
  public List<String> datasets(Duration within) {
    throw new AdapterException.Unsupported("not yet");
  }

  @Override
  public Dataset dataset(DatasetSpec spec) {
    throw new AdapterException.Unsupported("not yet");
  }

  @Override
  public void close(Duration grace) {}
}
