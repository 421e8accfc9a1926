package io.syncline.examples.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in memory with one table of members, and what the club's own people do there. */
final class ClubDatabase implements AutoCloseable {

  static final String USER = "sa";
  static final String PASSWORD = "password-of-the-club";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String url;
  private final Connection connection;

  private ClubDatabase(String url) throws SQLException {
    this.url = url;
    connection = DriverManager.getConnection(url, USER, PASSWORD);
  }

  static ClubDatabase create() throws SQLException, IOException {
    ClubDatabase club =
        new ClubDatabase("jdbc:h2:mem:club" + NUMBER.incrementAndGet() + ";DATABASE_TO_LOWER=TRUE");
    try (InputStream table =
            ClubDatabase.class.getResourceAsStream("/manifests/soap-and-database/club.sql");
        Statement create = club.connection.createStatement()) {
      create.execute(
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8));
    }
    return club;
  }

  String url() {
    return url;
  }

  void insert(Member member) throws SQLException {
    execute(
        "insert into member (name, email, fee, valid_until, active) values (?, ?, ?, ?, ?)",
        member.name(),
        member.email(),
        member.fee(),
        member.validUntil(),
        member.active());
  }

  /** Sets one column of a member. */
  void set(String email, String column, Object value) throws SQLException {
    execute("update member set " + column + " = ? where email = ?", value, email);
  }

  void delete(String email) throws SQLException {
    execute("delete from member where email = ?", email);
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("must be of one member: " + sql);
      }
    }
  }

  /** By e-mail. */
  Map<String, Member> members() throws SQLException {
    Map<String, Member> members = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select name, email, fee, valid_until, active from member")) {
      while (row.next()) {
        Member member =
            new Member(
                row.getString(1),
                row.getString(2),
                row.getBigDecimal(3),
                row.getDate(4).toLocalDate(),
                row.getBoolean(5));
        members.put(member.email(), member);
      }
    }
    return members;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
