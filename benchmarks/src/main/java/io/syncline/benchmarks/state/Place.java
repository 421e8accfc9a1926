package io.syncline.benchmarks.state;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.testkit.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Where one store is: opens it, again and again, and tells how large it is. */
interface Place {

  String title();

  StateStore open();

  /** What it takes on disk, as its database tells. */
  long bytes() throws IOException, SQLException;

  static Place sqlite(Path folder) {
    return new InFile("SQLite, a file", folder.resolve("state.db"), false);
  }

  static Place h2(Path folder) {
    return new InFile("H2, a file", folder.resolve("state"), true);
  }

  static Place postgresql(TestDatabase database) {
    return new OnServer(
        "PostgreSQL",
        database,
        JdbcState.DEFAULT_SCHEMA,
        "select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n"
            + " on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = '%s'");
  }

  /** In a schema named after its database, so that both are dropped together. */
  static Place mariaDb(TestDatabase database) {
    return new OnServer(
        "MariaDB",
        database,
        database.name(),
        "select sum(file_size) from information_schema.innodb_sys_tablespaces"
            + " where name like '%s/%%'");
  }

  /** A file, with what stands beside it. */
  record InFile(String title, Path file, boolean isH2) implements Place {

    @Override
    public StateStore open() {
      return isH2 ? JdbcState.h2(file) : JdbcState.file(file);
    }

    @Override
    public long bytes() throws IOException {
      long bytes = 0;
      try (var files = Files.list(file.toAbsolutePath().getParent())) {
        for (Path each : files.toList()) {
          bytes += Files.size(each);
        }
      }
      return bytes;
    }
  }

  /** A schema of a server; the query answers its size. */
  record OnServer(String title, TestDatabase database, String schema, String size)
      implements Place {

    @Override
    public StateStore open() {
      StateStore store = JdbcState.on(database.dataSource(), schema);
      store.claim("benchmark", Duration.ofMinutes(10));
      return store;
    }

    @Override
    public long bytes() throws SQLException {
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(size.formatted(schema))) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
