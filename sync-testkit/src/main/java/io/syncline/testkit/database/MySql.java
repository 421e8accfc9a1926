package io.syncline.testkit.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * MySQL, spoken to by MariaDB's driver. No package has its binaries, so there is an embedded one
 * only where a program is named.
 */
final class MySql implements DatabaseProduct {

  /** Names {@code mysqld}, or a script that becomes it with the arguments that it is given. */
  private static final String PROGRAM = "syncline.test.mysql.program";

  private static final String ROOT = "root";

  @Override
  public String title() {
    return "MySQL";
  }

  @Override
  public String key() {
    return "mysql";
  }

  @Override
  public String defaultImage() {
    return "mysql:8.4";
  }

  /** Its image takes the same settings as MariaDB's; over TLS it takes passwords in the clear. */
  @Override
  public JdbcDatabaseContainer<?> container(String image) {
    return new MariaDBContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mariadb"))
        .withUsername(ROOT)
        .withUrlParam("sslMode", "trust");
  }

  @Override
  public Server embedded() throws IOException, InterruptedException {
    return EmbeddedMySql.start(program());
  }

  private static Path program() {
    return Optional.ofNullable(System.getProperty(PROGRAM))
        .map(Path::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "its binaries are in no package, and no " + PROGRAM + " is given"));
  }

  @Override
  public ProcessHandle process(Connection connection) throws SQLException, IOException {
    return MariaDb.serving(connection);
  }

  @Override
  public List<String> command(ProcessHandle process, Connection connection) throws SQLException {
    return EmbeddedMySql.command(program(), connection);
  }

  @Override
  public String drop(String database) {
    return "drop database if exists " + database;
  }
}
