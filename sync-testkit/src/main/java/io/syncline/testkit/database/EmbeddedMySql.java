package io.syncline.testkit.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A server of MySQL over files of its own, out of a program that the caller has. */
final class EmbeddedMySql {

  private static final Duration MOST_START = Duration.ofMinutes(3);
  private static final String ROOT = "root";

  private final Path program;
  private final Path folder;

  private EmbeddedMySql(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** It ends with the JVM, and its files go. */
  static Server start(Path program) throws IOException, InterruptedException {
    EmbeddedMySql server = new EmbeddedMySql(program, Files.createTempDirectory("syncline-mysql"));
    server.initialize();
    return server.serve();
  }

  private void initialize() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(command(program, folder.resolve("data")));
    command.add("--initialize-insecure");
    if (launch(command).waitFor() != 0) {
      throw new IllegalStateException("must make its files: " + said());
    }
  }

  private Server serve() throws IOException {
    int port = freePort();
    List<String> command = command(program, folder.resolve("data"), port);
    Process process = launch(command);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(process)));
    Server server =
        new Server(
            "jdbc:mariadb://127.0.0.1:"
                + port
                + "/mysql?sslMode=disable&allowPublicKeyRetrieval=true",
            ROOT,
            "");
    try {
      await().atMost(MOST_START).until(() -> answers(server, process));
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("must start: " + said(), e);
    }
    return server;
  }

  private boolean answers(Server server, Process process) {
    if (!process.isAlive()) {
      throw new IllegalStateException("must run on: " + said());
    }
    try {
      server.version();
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** The command by which a server is started again, as it tells itself. */
  static List<String> command(Path program, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select @@datadir, @@port")) {
      row.next();
      return command(program, Path.of(row.getString(1)), row.getInt(2));
    }
  }

  private static List<String> command(Path program, Path data, int port) {
    List<String> command = new ArrayList<>(command(program, data));
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--mysqlx=OFF",
            "--socket=" + data.resolveSibling("mysqld.sock"),
            "--pid-file=" + data.resolveSibling("mysqld.pid")));
    return command;
  }

  /** It refuses to run as root unless told to. */
  private static List<String> command(Path program, Path data) {
    return List.of(
        program.toString(),
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--datadir=" + data);
  }

  private Process launch(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path log() {
    return folder.resolve("mysqld.log");
  }

  private String said() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(Process process) {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(each -> each.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
