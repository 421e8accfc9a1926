package io.syncline.testkit.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * MySQL, spoken to by MariaDB's driver. No package has its binaries, so there is no embedded one.
 */
final class MySql implements DatabaseProduct {

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
  public Server embedded() {
    throw new IllegalStateException("its binaries are in no package");
  }

  @Override
  public ProcessHandle process(Connection connection) throws SQLException, IOException {
    return MariaDb.serving(connection);
  }

  @Override
  public String drop(String database) {
    return "drop database if exists " + database;
  }
}
