package io.syncline.jdbc.apply;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.Dialect.StatementLimit;
import io.syncline.jdbc.internal.Session;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Precondition;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Keeps statements to a size that the database takes, and memory holds. A row that is too large for
 * any statement is refused.
 */
final class StatementSizes {

  /** What every database takes, in bytes: its limit is not asked for. */
  private static final long SMALL = 1L << 20;

  /** In bytes; one row may be larger. */
  private static final long MOST = 32L << 20;

  /** For all but values, in bytes. */
  private static final int FRAME = 16 << 10;

  /** What a row and a value take beside the value, in bytes. */
  private static final int OVERHEAD = 8;

  private final Dialect dialect;
  private final Session session;
  private final Outcomes outcomes;

  StatementSizes(Dialect dialect, Session session, Outcomes outcomes) {
    this.dialect = dialect;
    this.session = session;
    this.outcomes = outcomes;
  }

  /** The rows in their order, as many together as one statement may send. */
  List<List<Prepared>> statements(List<Prepared> rows) {
    return statements(rows, row -> Row.empty());
  }

  /**
   * The same.
   *
   * @param beside what is sent of a row beside what is written
   */
  List<List<Prepared>> statements(List<Prepared> rows, Function<Prepared, Row> beside) {
    long[] sizes = rows.stream().mapToLong(row -> of(row) + size(beside.apply(row))).toArray();
    if (LongStream.of(sizes).sum() <= SMALL) {
      return List.of(rows);
    }
    Optional<StatementLimit> limit = dialect.statementLimit(session.sql());
    long most = limit.map(StatementLimit::bytes).orElse(Long.MAX_VALUE) - FRAME;
    List<List<Prepared>> statements = new ArrayList<>();
    List<Prepared> statement = new ArrayList<>();
    long size = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (sizes[i] > most) {
        outcomes.set(rows.get(i), tooLarge(sizes[i], limit.orElseThrow()));
        continue;
      }
      if (!statement.isEmpty() && size + sizes[i] > Math.min(MOST, most)) {
        statements.add(statement);
        statement = new ArrayList<>();
        size = 0;
      }
      statement.add(rows.get(i));
      size += sizes[i];
    }
    if (!statement.isEmpty()) {
      statements.add(statement);
    }
    return statements;
  }

  private static WriteOutcome tooLarge(long size, StatementLimit limit) {
    return new WriteOutcome.Rejected(
        FieldCheck.TOO_LONG,
        "must be at most " + limit.bytes() + " bytes, by " + limit.name() + ": bytes=" + size,
        List.of());
  }

  /** With its contents as they are; those of which escapes make too much the driver refuses. */
  private static long of(Prepared row) {
    long size = row.uploaded() + size(row.fields());
    return row.write().precondition() instanceof Precondition.FieldsAre are
        ? size + size(are.fields())
        : size;
  }

  private static long size(Row row) {
    long[] size = {OVERHEAD};
    row.forEach((name, value) -> size[0] += OVERHEAD + size(value));
    return size[0];
  }

  private static long size(Value value) {
    return value instanceof Value.Binary binary ? 2L * binary.length() : escaped(value.toString());
  }

  /** As a text within a JSON text within a statement, which escapes what is escaped. */
  static long escaped(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        bytes += 4;
      } else if (each == '\'') {
        bytes += 2;
      } else {
        bytes += each >= ' ' && each <= '~' ? 1 : 7;
      }
    }
    return bytes;
  }
}
