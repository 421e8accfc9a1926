package io.syncline.testkit.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

  /** Starts a server out of binaries that are there. It stops with the JVM. */
  Server embedded() throws Exception;

  /** The process of a server of this machine, asked for over a connection to it. */
  ProcessHandle process(Connection connection) throws SQLException, IOException;

  /**
   * The command by which a server of this machine is started again over its files.
   *
   * @param process that of the server, which runs
   */
  default List<String> command(ProcessHandle process, Connection connection) throws SQLException {
    ProcessHandle.Info started = process.info();
    List<String> command = new ArrayList<>();
    command.add(started.command().orElseThrow());
    command.addAll(List.of(started.arguments().orElseThrow()));
    return command;
  }

  /** The statement that drops a database, there or not, and ends the connections to it. */
  String drop(String database);
}
