package io.syncline.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A table that rows are written to in both ways, in turns. */
final class BulkTarget {

  private static final String COPIED = "sent";
  private static final String ARRAYS =
      "unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality as w(" + SentRows.names("") + ", n)";
  private static final String VALUES =
      "c1::bigint, c2, c3, c4, c5::numeric, c6, c7::timestamptz, c8";
  private static final String SHOWN =
      "t.id::text, t.name, t.email, t.phone, t.balance::text, t.status, t.updated_at::text,"
          + " t.notes";

  private final Connection connection;
  private final SentRows rows;

  /** What the four works took, in seconds. */
  record Took(
      double insertByArrays, double insertByCopy, double updateByArrays, double updateByCopy) {}

  BulkTarget(Connection connection, SentRows rows) throws SQLException {
    this.connection = connection;
    this.rows = rows;
    connection.setAutoCommit(false);
    execute("create table target (like source including all)");
    execute(
        "create temporary table "
            + COPIED
            + " (n bigint, "
            + SentRows.names(" text")
            + ") on commit delete rows");
    connection.commit();
  }

  Took round(int atOnce) throws SQLException {
    double insertByCopy = insert(atOnce, true);
    double insertByArrays = insert(atOnce, false);
    double updateByCopy = update(atOnce, true);
    double updateByArrays = update(atOnce, false);
    return new Took(insertByArrays, insertByCopy, updateByArrays, updateByCopy);
  }

  private double insert(int atOnce, boolean copying) throws SQLException {
    execute("truncate target");
    connection.commit();
    String into = "insert into target as t (" + Customers.COLUMNS + ") select " + VALUES + " from ";
    return took(into + from(copying) + " order by n returning " + SHOWN, atOnce, copying);
  }

  /** Of all columns; the rows that a former update left behind are cleared away before. */
  private double update(int atOnce, boolean copying) throws SQLException {
    connection.setAutoCommit(true);
    execute("vacuum analyze target");
    connection.setAutoCommit(false);
    String set = "update target t set (" + Customers.COLUMNS + ") = row(" + VALUES + ") from ";
    String where = " where t.id = w.c1::bigint returning " + SHOWN + ", w.n";
    return took(set + from(copying) + where, atOnce, copying);
  }

  private static String from(boolean copying) {
    return copying ? COPIED + " w" : ARRAYS;
  }

  private double took(String sql, int atOnce, boolean copying) throws SQLException {
    long began = System.nanoTime();
    for (int from = 0; from < rows.size(); from += atOnce) {
      SentRows part = rows.part(from, Math.min(rows.size(), from + atOnce));
      if (copying) {
        copy(part);
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        if (!copying) {
          part.setArrays(statement);
        }
        read(statement, part.size());
      }
      connection.commit();
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private void copy(SentRows part) throws SQLException {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + COPIED + " from stdin", new ByteArrayInputStream(part.lines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(PreparedStatement statement, int expected) throws SQLException {
    int rows = 0;
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        result.getString(1);
        rows++;
      }
    }
    if (rows != expected) {
      throw new IllegalStateException("must write " + expected + " rows: " + rows);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
