package io.syncline.jdbc.capture.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/**
 * One replication connection that streams. From "Streaming Replication Protocol" of PostgreSQL's
 * manual. The driver's own stream hides the server's answers to {@link #ask}, which alone tell that
 * nothing more is to come; its copy API, which it is made of, shows them. The server tells the same
 * unasked, too, and nothing tells which is which but the time.
 *
 * <p>Used by one thread, but for {@link #abort}.
 */
final class LogStream {

  /** In which values come: those in which a scan reads them. */
  private static final List<String> SETTINGS =
      List.of(
          "set timezone = 'UTC'",
          "set datestyle = 'ISO'",
          "set bytea_output = 'hex'",
          "set extra_float_digits = 3");

  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  /** Well below the server's {@code wal_sender_timeout}, a minute as it comes. */
  private static final Duration MOST_SILENT = Duration.ofSeconds(10);

  private static final byte NO_REPLY = 0;
  private static final byte REPLY = 1;

  /** How long the server may take to end a stream in good order. */
  private static final int ENDING_MILLIS = 1_000;

  private final Connection connection;
  private final CopyDual copy;
  private long reached;
  private Instant toldAt = EPOCH;
  private Instant saidAt = EPOCH;
  private int timeoutMillis;

  private LogStream(Connection connection, CopyDual copy) {
    this.connection = connection;
    this.copy = copy;
  }

  /** Begins to stream; the connection is the stream's from then on, and closed where it fails. */
  static LogStream open(Connection connection, LogSlot slot, long from, int millis)
      throws SQLException {
    try {
      connection.setNetworkTimeout(Runnable::run, millis);
      try (Statement statement = connection.createStatement()) {
        for (String setting : SETTINGS) {
          statement.execute(setting);
        }
      }
      String start =
          String.format(
              "START_REPLICATION SLOT %s LOGICAL %s (proto_version '1', publication_names '%s')",
              slot.name(), Lsn.text(from), slot.publication());
      CopyDual copy = connection.unwrap(PGConnection.class).getCopyAPI().copyDual(start);
      return new LogStream(connection, copy);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** All that commits below was streamed. */
  long reached() {
    return reached;
  }

  /** When, by its own clock, the server last told how far it was. */
  Instant toldAt() {
    return toldAt;
  }

  /** For the transaction that has just ended at {@code lsn}. */
  void reached(long lsn) {
    if (LogPosition.isBelow(reached, lsn)) {
      reached = lsn;
    }
  }

  /**
   * Asks how far the server has come; its answer is read in its turn.
   *
   * @param confirmed what commits below may be forgotten by the server; 0: nothing is said of it
   */
  void ask(long confirmed, Instant now) throws SQLException {
    send(confirmed, now, REPLY);
  }

  /** Lets the server hear of us now and then while it sends a long transaction. */
  void stayAlive(Instant now) throws SQLException {
    if (Duration.between(saidAt, now).compareTo(MOST_SILENT) >= 0) {
      send(0, now, NO_REPLY);
    }
  }

  private void send(long confirmed, Instant now, byte reply) throws SQLException {
    ByteBuffer status = ByteBuffer.allocate(1 + 4 * Long.BYTES + 1);
    status.put((byte) 'r').putLong(confirmed).putLong(confirmed).putLong(confirmed);
    status.putLong(ChronoUnit.MICROS.between(EPOCH, now)).put(reply);
    copy.writeToCopy(status.array(), 0, status.capacity());
    copy.flushCopy();
    saidAt = now;
  }

  /** Waits for the next message; empty: the server has told how far it is. */
  Optional<LogMessage> read(int millis) throws SQLException {
    if (millis < timeoutMillis || millis > 2 * timeoutMillis) {
      connection.setNetworkTimeout(Runnable::run, millis);
      timeoutMillis = millis;
    }
    byte[] message = copy.readFromCopy(true);
    if (message == null) {
      throw new SQLException("the server has ended the stream", "08006");
    }
    ByteBuffer bytes = ByteBuffer.wrap(message);
    if (bytes.get() == 'k') {
      reached(bytes.getLong());
      toldAt = EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
      return Optional.empty();
    }
    bytes.position(1 + 3 * Long.BYTES); // where it lies, how far the log goes, when it was sent
    return Optional.of(PgOutput.read(bytes));
  }

  /** Ends the stream and the connection, so that the slot is free when this returns. */
  void close() {
    try {
      connection.setNetworkTimeout(Runnable::run, ENDING_MILLIS);
      copy.endCopy();
      connection.close();
    } catch (SQLException e) {
      abort();
    }
  }

  /** From any thread: cuts the wire. The server frees the slot when it notices. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is broken already, which is what was wanted.
    }
  }
}
