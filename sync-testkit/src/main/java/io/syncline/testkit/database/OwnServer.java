package io.syncline.testkit.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * An embedded server of one test's own, with an empty database, to be killed in the middle of its
 * work and started again over the same files, at the same port. Whatever {@link TestDatabases} are
 * told, it is embedded. Not on Windows.
 *
 * <p>One thread at a time kills and starts it; any number may ask where it is.
 */
public final class OwnServer implements AutoCloseable {

  private static final Duration MOST_START = Duration.ofMinutes(2);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String DATABASE = "syncline";

  private final Server server;
  private final List<String> command;
  private final Path log;
  private ProcessHandle process;

  private OwnServer(DatabaseProduct product) throws Exception {
    this.server = product.embedded();
    try (Connection connection = server.connect()) {
      this.process = product.process(connection);
      this.command = product.command(process, connection);
    }
    this.log = Files.createTempFile("syncline-server", ".log");
    server.execute("create database " + DATABASE);
  }

  /**
   * A server of PostgreSQL. It does not sync to disk: a kill loses nothing by that, a power cut
   * would.
   *
   * @throws IllegalStateException if it does not start
   */
  public static OwnServer postgresql() {
    return of(new PostgreSql());
  }

  /**
   * A server of MariaDB.
   *
   * @throws IllegalStateException if it does not start
   */
  public static OwnServer mariadb() {
    return of(new MariaDb());
  }

  /**
   * A server of MySQL, of the program that {@code syncline.test.mysql.program} names.
   *
   * @throws IllegalStateException if it does not start, or none is named
   */
  public static OwnServer mysql() {
    return of(new MySql());
  }

  /** Tried again where it fails: its port may be taken by others between search and use. */
  private static OwnServer of(DatabaseProduct product) {
    List<Exception> failures = new ArrayList<>();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return new OwnServer(product);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while starting " + product.title(), e);
      } catch (Exception e) {
        failures.add(e);
      }
    }
    IllegalStateException failure =
        new IllegalStateException("must start: server=" + product.title() + " but: " + failures);
    failures.forEach(failure::addSuppressed);
    throw failure;
  }

  public String jdbcUrl() {
    return server.urlOf(DATABASE);
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  /** Kills its processes with SIGKILL, and returns when they are gone. */
  public void kill() {
    List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  /**
   * Starts it again, and returns when it answers.
   *
   * @throws IllegalStateException if it does not; it says what the server said
   */
  public void start() {
    launch();
    try {
      await().atMost(MOST_START).pollInterval(LOOK).until(this::answers);
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("must start again: " + said(), e);
    }
  }

  private boolean answers() {
    try {
      server.version();
      return true;
    } catch (SQLException notYet) {
      if (!process.isAlive()) {
        launch(); // it refuses while a process of the killed one is about to end
      }
      return false;
    }
  }

  private void launch() {
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it. Its files go when the JVM ends. Safe to repeat. */
  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
