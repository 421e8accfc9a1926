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
   * State in a file of H2, for hosts that refuse native code: slower and larger than {@link #file}.
   * Its driver, {@code com.h2database:h2}, is the host's to bring. H2 adds {@code .mv.db} to the
   * name; a file that holds the lock stands beside it. All else is as with {@link #file}.
   *
   * @throws IllegalArgumentException where there is a semicolon in the name
   */
  public static StateStore h2(Path file) {
    return JdbcStateStore.h2(file);
  }

  /**
   * State in tables of its own, in the schema {@value #DEFAULT_SCHEMA} of PostgreSQL or H2, or in
   * the database of that name of MariaDB. Made where there is none, which needs the right to create
   * it; H2 asks for an administrator.
   *
   * <p>Several processes may have it open, each as an instance of the same hub: one works, the
   * others stand by. All must connect as one user, and to sessions of their own.
   *
   * @param dataSource remains the caller's to close, after the store. One connection is held while
   *     this instance works, one more by each view, and one more for moments; four for the moment
   *     in which tables are made
   * @throws io.syncline.store.StoreException where it leads to another kind of database
   */
  public static StateStore on(DataSource dataSource) {
    return on(dataSource, DEFAULT_SCHEMA);
  }

  /** The same in another schema, so that several hubs can share a database. */
  public static StateStore on(DataSource dataSource, String schema) {
    return JdbcStateStore.on(dataSource, schema);
  }
}
