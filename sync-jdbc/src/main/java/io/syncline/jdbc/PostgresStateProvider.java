package io.syncline.jdbc;

/** Opens state in PostgreSQL by settings: see {@link JdbcState#on}. */
public final class PostgresStateProvider extends SharedStateProvider {

  /** For the service loader. */
  public PostgresStateProvider() {
    super("postgresql", "PostgreSQL");
  }
}
