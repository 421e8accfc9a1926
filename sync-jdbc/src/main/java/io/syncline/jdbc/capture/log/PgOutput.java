package io.syncline.jdbc.capture.log;

import io.syncline.model.SyncException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of {@code pgoutput}, version 1, with values as text. From "Logical Replication
 * Message Formats" of PostgreSQL's manual. Pure.
 */
final class PgOutput {

  /** Times are microseconds since then. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private PgOutput() {}

  /** Throws {@link SyncException} for bytes that are no such message. */
  static LogMessage read(ByteBuffer bytes) {
    char kind = bytes.hasRemaining() ? (char) bytes.get() : ' ';
    try {
      return switch (kind) {
        case 'B' -> new LogMessage.Begin(bytes.getLong(), time(bytes.getLong()), bytes.getInt());
        case 'C' -> commit(bytes);
        case 'R' -> relation(bytes);
        case 'I' -> new LogMessage.Inserted(bytes.getInt(), marked(bytes, 'N'));
        case 'U' -> updated(bytes);
        case 'D' -> deleted(bytes);
        case 'T' -> truncated(bytes);
        case 'O', 'Y', 'M' -> new LogMessage.Other(kind);
        default -> throw unknown("kind", kind);
      };
    } catch (BufferUnderflowException e) {
      throw new SyncException("a message of the log must be whole: kind=" + kind, e);
    }
  }

  private static Instant time(long micros) {
    return EPOCH
        .plus(Duration.ofNanos(Math.multiplyExact(micros % 1_000_000, 1_000)))
        .plusSeconds(micros / 1_000_000);
  }

  private static LogMessage commit(ByteBuffer bytes) {
    bytes.get(); // flags, of which there are none yet
    bytes.getLong(); // where the commit lies, which the begin has told
    return new LogMessage.Commit(bytes.getLong());
  }

  private static LogMessage relation(ByteBuffer bytes) {
    int id = bytes.getInt();
    String schema = name(bytes);
    String table = name(bytes);
    char identity = (char) bytes.get();
    int count = bytes.getShort();
    List<LogMessage.Relation.Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean identifying = (bytes.get() & 1) != 0;
      String name = name(bytes);
      columns.add(new LogMessage.Relation.Column(name, identifying, bytes.getInt()));
      bytes.getInt(); // the type's modifier
    }
    return new LogMessage.Relation(
        id, schema.isEmpty() ? "pg_catalog" : schema, table, identity, columns);
  }

  private static LogMessage updated(ByteBuffer bytes) {
    int relation = bytes.getInt();
    char mark = (char) bytes.get();
    Optional<LogTuple> before = Optional.empty();
    if (mark == 'K' || mark == 'O') {
      before = Optional.of(tuple(bytes));
      mark = (char) bytes.get();
    }
    require(mark, 'N');
    return new LogMessage.Updated(relation, before, tuple(bytes));
  }

  private static LogMessage deleted(ByteBuffer bytes) {
    int relation = bytes.getInt();
    char mark = (char) bytes.get();
    if (mark != 'K') {
      require(mark, 'O');
    }
    return new LogMessage.Deleted(relation, tuple(bytes));
  }

  private static LogMessage truncated(ByteBuffer bytes) {
    int count = bytes.getInt();
    bytes.get(); // whether tables that refer to these went too, and sequences began anew
    List<Integer> relations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      relations.add(bytes.getInt());
    }
    return new LogMessage.Truncated(relations);
  }

  private static LogTuple marked(ByteBuffer bytes, char mark) {
    require((char) bytes.get(), mark);
    return tuple(bytes);
  }

  private static LogTuple tuple(ByteBuffer bytes) {
    int count = bytes.getShort();
    List<@Nullable String> texts = new ArrayList<>(count);
    BitSet untold = new BitSet();
    for (int i = 0; i < count; i++) {
      char kind = (char) bytes.get();
      switch (kind) {
        case 'n' -> texts.add(null);
        case 't' -> texts.add(text(bytes));
        case 'u' -> {
          texts.add(null);
          untold.set(i);
        }
        default -> throw unknown("column", kind);
      }
    }
    return new LogTuple(texts, untold);
  }

  private static String text(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    String text =
        new String(
            bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  private static String name(ByteBuffer bytes) {
    int begin = bytes.position();
    while (bytes.get() != 0) {
      // to the end of the name
    }
    return new String(
        bytes.array(),
        bytes.arrayOffset() + begin,
        bytes.position() - 1 - begin,
        StandardCharsets.UTF_8);
  }

  private static void require(char mark, char wanted) {
    if (mark != wanted) {
      throw unknown("mark", mark);
    }
  }

  private static SyncException unknown(String what, char kind) {
    return new SyncException("the log speaks a version that is not known: " + what + "=" + kind);
  }
}
