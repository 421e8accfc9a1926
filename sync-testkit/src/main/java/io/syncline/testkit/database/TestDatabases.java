package io.syncline.testkit.database;

/**
 * Hands tests fresh databases on real servers: in a container where a Docker engine answers, else
 * on an embedded server, else on a server that the caller names. System properties, all of them
 * optional, say otherwise:
 *
 * <ul>
 *   <li>{@code syncline.test.database}: {@code docker}, {@code embedded} or {@code url}. This way
 *       and no other; a failure of it fails the test. {@code syncline.test.postgresql} and {@code
 *       syncline.test.mariadb} say it for one kind.
 *   <li>{@code syncline.test.postgresql.image}: the container's image, {@code postgres:18} unless
 *       given.
 *   <li>{@code syncline.test.docker.seconds}: how long an engine may take to bring up a container,
 *       its image included, before the next way is tried; 90 unless given.
 *   <li>{@code syncline.test.postgresql.url}, {@code .user}, {@code .password}: a server of the
 *       caller's, as a user who may create databases.
 *   <li>{@code syncline.test.postgresql.fsync}: {@code on} where a container or an embedded server
 *       shall sync to disk, {@code off} unless given; read when this class is loaded.
 *   <li>the same but for {@code fsync} with {@code mariadb}, which always syncs and whose image is
 *       {@code mariadb:11.4} unless given, and with {@code mysql}, whose image is {@code mysql:8.4}
 *       unless given, and whose embedded server is that of the program which {@code
 *       syncline.test.mysql.program} names.
 * </ul>
 *
 * <p>The first call for a kind starts its server and prints which one serves, and why each way
 * before it did not. The server lives as long as the JVM and is stopped with it. Safe for use by
 * many threads.
 */
public final class TestDatabases {

  private static final SharedServer POSTGRESQL = new SharedServer(new PostgreSql());
  private static final SharedServer MARIADB = new SharedServer(new MariaDb());
  private static final SharedServer MYSQL = new SharedServer(new MySql());

  private TestDatabases() {}

  /**
   * An empty PostgreSQL database that nobody else uses. Its owner may do everything, logical
   * decoding included.
   *
   * @throws IllegalStateException if no server is to be had; it says what was tried
   */
  public static TestDatabase postgresql() {
    return POSTGRESQL.freshDatabase();
  }

  /**
   * An empty MariaDB database that nobody else uses. Its owner may do everything.
   *
   * @throws IllegalStateException if no server is to be had; it says what was tried
   */
  public static TestDatabase mariadb() {
    return MARIADB.freshDatabase();
  }

  /**
   * An empty MySQL database that nobody else uses, spoken to by MariaDB's driver. Its owner may do
   * everything.
   *
   * @throws IllegalStateException if no server is to be had; it says what was tried
   */
  public static TestDatabase mysql() {
    return MYSQL.freshDatabase();
  }
}
