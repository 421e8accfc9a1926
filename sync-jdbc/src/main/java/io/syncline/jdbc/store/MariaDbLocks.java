package io.syncline.jdbc.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Locks by name of MariaDB, which are the whole server's, so that a name tells the database. */
final class MariaDbLocks implements SessionLocks {

  /** Its number of a session that is gone. */
  private static final int NO_SUCH_THREAD = 1094;

  /** Names have 64 characters at most, and are the same in capitals. */
  private static final int DIGITS = 40;

  private final StateSql sql;
  private final String writer;
  private final String opener;

  MariaDbLocks(StateSql sql, String schema) {
    this.sql = sql;
    String digest = digest(schema);
    this.writer = "syncline-writer-" + digest;
    this.opener = "syncline-opener-" + digest;
  }

  private static String digest(String schema) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(schema.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public Field<Long> ownSession() {
    return DSL.field("connection_id()", Long.class);
  }

  @Override
  public boolean tryWriter(Connection connection) throws SQLException {
    return lock(connection, writer, 0);
  }

  @Override
  public boolean awaitWriter(Connection connection) throws SQLException {
    return lock(connection, writer, PATIENCE.toSeconds());
  }

  @Override
  public boolean awaitOpener(Connection connection) throws SQLException {
    return lock(connection, opener, PATIENCE.toSeconds());
  }

  private boolean lock(Connection connection, String name, long seconds) throws SQLException {
    Field<Boolean> lock =
        DSL.field("get_lock({0}, {1})", Boolean.class, DSL.inline(name), DSL.inline(seconds));
    return sql.isTrue(connection, sql.dsl().select(lock));
  }

  /** By number and lock. */
  @Override
  public boolean endWriter(Connection connection, long session) throws SQLException {
    if (userOfWriter(connection) != session) {
      return false;
    }
    try (Statement kill = connection.createStatement()) {
      kill.execute("kill connection " + session);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_THREAD) {
        throw e;
      }
    }
    return true;
  }

  /** The session that has the lock, or 0. */
  private long userOfWriter(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select is_used_lock(?)")) {
      query.setString(1, writer);
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() ? answer.getLong(1) : 0;
      }
    }
  }

  @Override
  public void unlock(Connection connection) throws SQLException {
    try (PreparedStatement release =
        connection.prepareStatement("select release_lock(?), release_lock(?)")) {
      release.setString(1, writer);
      release.setString(2, opener);
      release.execute();
    }
  }
}
