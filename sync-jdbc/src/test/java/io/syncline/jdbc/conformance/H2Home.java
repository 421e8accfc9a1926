package io.syncline.jdbc.conformance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/** A database in memory, on a server of its own. */
final class H2Home implements Home {

  /** Names stay as they are written, and differ where their case does. */
  static final String NAMES = ";DATABASE_TO_UPPER=FALSE";

  private static final String OWNER = "sa";
  private static final String PASSWORD = "";

  private final String name = "h2_" + UUID.randomUUID().toString().replace("-", "");
  private final Server server;
  private final JdbcConnectionPool pool;

  H2Home() {
    try {
      server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists").start();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    pool = JdbcConnectionPool.create(url(), OWNER, PASSWORD);
  }

  private String url() {
    return url(address(), port(), name) + ";DB_CLOSE_DELAY=-1";
  }

  static String url(String address, int port, String name) {
    return "jdbc:h2:tcp://" + address + ":" + port + "/mem:" + name + NAMES;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public Connection lent() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), OWNER, PASSWORD);
  }

  /** What is in memory goes with the last connection, or with the statement that ends it. */
  @Override
  public void close() {
    try (Connection last = connect()) {
      last.createStatement().execute("shutdown immediately");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.dispose();
      server.stop();
    }
  }
}
