package io.syncline.testkit.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.testcontainers.containers.JdbcDatabaseContainer;

/** One kind of database server: how it is brought up, and what is said differently to it. */
interface DatabaseProduct {

  /** For people. */
  String title();

  /** The part of the system properties' names that stands for it. */
  String key();

  /** The official image. */
  String defaultImage();

  /** A container of this product, not started, whose user may create databases. */
  JdbcDatabaseContainer<?> container(String image);

  /** Starts a server out of binaries on the class path. It stops with the JVM. */
  Server embedded() throws Exception;

  /** The process of a server of this machine, asked for over a connection to it. */
  ProcessHandle process(Connection connection) throws SQLException, IOException;

  /** The statement that drops a database, there or not, and ends the connections to it. */
  String drop(String database);
}
