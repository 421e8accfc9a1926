package io.syncline.testkit.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL, set so that its log can be followed and, unless asked, nothing but durability is
 * lost.
 */
final class PostgreSql implements DatabaseProduct {

  /**
   * Asynchronous commits would show in the log up to a second late, so they stay off; syncing to
   * disk is what costs.
   */
  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "fsync", System.getProperty("syncline.test.postgresql.fsync", "off"),
          "synchronous_commit", "on",
          "wal_level", "logical",
          "max_replication_slots", "50",
          "max_wal_senders", "50",
          "max_connections", "200");

  /** On a busy machine a minute may not suffice. */
  private static final Duration STARTUP_LIMIT = Duration.ofMinutes(3);

  @Override
  public String title() {
    return "PostgreSQL";
  }

  @Override
  public String key() {
    return "postgresql";
  }

  @Override
  public String defaultImage() {
    return "postgres:18";
  }

  @Override
  public JdbcDatabaseContainer<?> container(String image) {
    return new PostgreSQLContainer(
            DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
        .withCommand(command());
  }

  private static String[] command() {
    Stream<String> settings =
        CONFIGURATION.entrySet().stream()
            .flatMap(each -> Stream.of("-c", each.getKey() + "=" + each.getValue()));
    return Stream.concat(Stream.of("postgres"), settings).toArray(String[]::new);
  }

  /** Stopped by a shutdown hook that the library sets. */
  @Override
  public Server embedded() throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(STARTUP_LIMIT);
    CONFIGURATION.forEach(builder::setServerConfig);
    EmbeddedPostgres running = builder.start();
    return new Server(
        "jdbc:postgresql://localhost:" + running.getPort() + "/postgres", "postgres", "postgres");
  }

  /** The one that all processes of connections are children of. */
  @Override
  public ProcessHandle process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  /** The program refuses to be root: in a user namespace of its own nobody is. */
  @Override
  public List<String> command(ProcessHandle process, Connection connection) throws SQLException {
    List<String> command = DatabaseProduct.super.command(process, connection);
    return "root".equals(System.getProperty("user.name"))
        ? Stream.concat(Stream.of("unshare", "-U"), command.stream()).toList()
        : command;
  }

  @Override
  public String drop(String database) {
    return "drop database if exists " + database + " with (force)";
  }
}
