package io.syncline.jdbc;

import io.syncline.jdbc.store.JdbcStateStore;
import io.syncline.store.StateStore;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Opens the hub's state in a database. A store belongs to one hub. */
public final class JdbcState {

  /** The schema that {@link #on(DataSource)} uses. */
  public static final String DEFAULT_SCHEMA = "syncline";

  private JdbcState() {}

  /**
   * State in one file, by SQLite: the embedded default. Made where there is none, folders too; two
   * files of SQLite and one that holds the lock stand beside it. The file must be on a local disk.
   *
   * <p>While it is open, opening it again, here or in another process, fails with a {@link
   * io.syncline.store.StoreException}. Close it to let go.
   */
  public static StateStore file(Path file) {
    return JdbcStateStore.file(file);
  }

  /**
   * State in tables of its own, in the schema {@value #DEFAULT_SCHEMA}. PostgreSQL only. Made where
   * there is none, which needs the right to create a schema.
   *
   * <p>Several processes may have it open, each as an instance of the same hub: one works, the
   * others stand by. All must connect as one user, and to sessions of their own.
   *
   * @param dataSource remains the caller's to close, after the store. One connection is held while
   *     this instance works, one more by each view, and one more for moments
   */
  public static StateStore on(DataSource dataSource) {
    return on(dataSource, DEFAULT_SCHEMA);
  }

  /** The same in another schema, so that several hubs can share a database. */
  public static StateStore on(DataSource dataSource, String schema) {
    return JdbcStateStore.on(dataSource, schema);
  }
}
