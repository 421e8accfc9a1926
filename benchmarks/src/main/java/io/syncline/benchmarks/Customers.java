package io.syncline.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** One table of customers in one database. The same rows for the same count, everywhere. */
record Customers(DataSource database, String table) {

  static final String COLUMNS = "id, name, email, phone, balance, status, updated_at, notes";

  /** Every tenth row is touched by an update. */
  static final int UPDATED_SHARE = 10;

  private static final String SHAPE =
      " (id bigint primary key, name text not null, email text not null, phone text,"
          + " balance numeric(12,2) not null, status text not null,"
          + " updated_at timestamptz not null, notes text)";

  /** Stamps of the last year, names and notes of uneven length, an e-mail that is unique. */
  private static final String ROWS =
      "select n, 'Customer ' || md5(n::text), 'customer' || n || '@example.org',"
          + " '+86 138 ' || lpad((n * 7919 % 100000000)::text, 8, '0'),"
          + " (n * 104729 % 100000000)::numeric / 100,"
          + " case n % 4 when 0 then 'blocked' else 'active' end,"
          + " timestamptz '2025-01-01 00:00:00Z' + n % 31536000 * interval '1.000001 seconds',"
          + " left(md5((n + 1)::text) || ' ' || md5((n + 2)::text), 40 + (n % 25)::int)"
          + " from generate_series(";

  private static String rows(int first, int last) {
    return ROWS + first + "::bigint, " + last + ") n";
  }

  void create() throws SQLException {
    execute("create table " + table + SHAPE);
    execute("create index on " + table + " (updated_at)");
  }

  void fill(int rows) throws SQLException {
    execute("insert into " + table + " " + rows(1, rows));
    execute("analyze " + table);
  }

  /** What the application does: one statement, its stamp included; the rows it changed. */
  int update() throws SQLException {
    return execute(
        "update "
            + table
            + " set balance = balance + 1, notes = reverse(notes), updated_at = now() where id % "
            + UPDATED_SHARE
            + " = 0");
  }

  /**
   * Changes that cross those of the other side in no row: 5 % updated, 1 % deleted, 1 % inserted.
   *
   * @param side 0 or 1
   * @return how many rows
   */
  int edit(int side, int rows) throws SQLException {
    int share = rows / 100;
    int first = rows + side * share + 1;
    int last = first + share - 1;
    return execute(
            "update "
                + table
                + " set balance = balance + 1, updated_at = now() where id % 20 = "
                + (1 + 10 * side))
        + execute("delete from " + table + " where id % 100 = " + (2 + side))
        + execute("insert into " + table + " " + rows(first, last));
  }

  /** The application touches those rows; how many they were. */
  int touch(String which) throws SQLException {
    return execute("update " + table + " set balance = balance + 1 where " + which);
  }

  /** As a table is that was there for some time. */
  void settle() throws SQLException {
    execute("vacuum analyze " + table);
  }

  /** Equal for equal tables: the number of rows, and the sum of a hash of each whole row. */
  String checksum() throws SQLException {
    return ask("select count(*) || '/' || sum(hash_record_extended(t, 0)) from " + table + " t");
  }

  String ask(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  private int execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
