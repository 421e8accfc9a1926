package io.syncline.jdbc;

import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import java.sql.Connection;
import java.sql.SQLException;

/** A database of any product, with an adapter and a side channel that works behind its back. */
interface FollowedDatabase extends AutoCloseable {

  /** Opened by a process that was not there before. */
  Dataset polled(String table, DatasetOptions feed);

  /** Runs statements in one transaction. */
  void run(String... statements);

  /** The first value that a query finds. */
  String ask(String query);

  /** A connection outside of the pool. */
  Connection connect() throws SQLException;

  /** A connection with a transaction of its own that was begun. */
  Connection begin(String... statements) throws SQLException;

  @Override
  void close();
}
