package io.syncline.jdbc.conformance;

import java.sql.Connection;
import java.sql.SQLException;

/** A database of one subject's own, on a server that listens. Closing it drops it. */
interface Home extends AutoCloseable {

  /** Of the database. */
  String name();

  /** Where its server listens. */
  String address();

  int port();

  /** A connection of the owner's, kept for others once it is closed. */
  Connection lent() throws SQLException;

  /** A connection of the owner's by itself. */
  Connection connect() throws SQLException;

  @Override
  void close();
}
