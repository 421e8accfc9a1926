package io.syncline.jdbc.diff;

import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.Value;
import io.syncline.packed.RowPacker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;

/** How a product's rows are read. No answer may depend on a setting of the session. */
interface RowFetch {

  static RowFetch of(JdbcTable table) {
    return switch (table.dialect().family()) {
      case POSTGRES -> new CopyFetch(new PostgreSqlFetch());
      case MARIADB, MYSQL -> new MariaDbFetch();
      case H2 -> new H2Fetch();
      default -> throw new IllegalArgumentException("must be spoken: product=" + table.product());
    };
  }

  /** What is selected of a column. */
  Field<?> selected(Column column, Field<?> value);

  /** Packs what {@link #selected} gave. */
  Cell cell(Column column);

  /** Runs a query of the reading in the session. */
  default RowStream open(Session session, Select<?> query, TableReading reading)
      throws SQLException {
    Connection connection = session.sql().connectionResult(each -> each);
    List<Cell> cells = reading.columns().stream().map(this::cell).toList();
    return ResultStream.open(session.sql(), query, fetching(connection), cells);
  }

  /** From another thread: what the session waits for ends with an exception. */
  default void cancel(Session session) throws SQLException {
    session.cancel();
  }

  ResultStream.Fetching fetching(Connection connection) throws SQLException;

  /** How the same rows are read by a JDBC cursor. */
  default RowFetch byCursor() {
    return this;
  }

  /** About how many rows the table has, as the database remembers; empty where it does not. */
  OptionalLong size(DSLContext sql, JdbcTable table);

  /**
   * How well the order in which the rows lie follows the key, as {@link
   * io.syncline.diff.ScannedSource#correlation} has it; empty where rows are not read so.
   */
  default OptionalDouble correlation(DSLContext sql, JdbcTable table) {
    return OptionalDouble.empty();
  }

  /**
   * Whether a key column is equal to one of the values in its own way, which an index serves; true
   * wherever it is equal by the bytes of its text. Empty where there is no such way.
   */
  default Optional<Condition> indexed(Column column, Field<?> value, List<Value> values) {
    return Optional.empty();
  }

  /** Numbers, texts and bytes, which all drivers hand over alike, and dates as of JDBC 4.2. */
  static Cell standard(Column column) {
    return switch (column.form()) {
      case BOOLEAN -> Cell.bool();
      case SMALL, INTEGER, BIG -> Cell.whole();
      case DECIMAL -> Cell.of(ResultSet::getBigDecimal, (value, row) -> row.putDecimal(value));
      case SINGLE -> Cell.singleReal();
      case REAL -> Cell.real();
      case TEXT, SYMBOL, JSON, LARGE_TEXT -> Cell.text();
      case BINARY, LARGE_BINARY ->
          Cell.of(ResultSet::getBytes, (value, row) -> row.putBinary(value));
      case DATE -> Cell.of(LocalDate.class, (value, row) -> row.putDate(value.toEpochDay()));
      case TIME -> Cell.of(LocalTime.class, (value, row) -> row.putTime(value.toNanoOfDay()));
      case DATE_TIME -> Cell.of(LocalDateTime.class, RowFetch::putDateTime);
      case INSTANT -> Cell.of(OffsetDateTime.class, RowFetch::putInstant);
      case UUID_TEXT ->
          Cell.of(
              java.util.UUID.class,
              (value, row) ->
                  row.putUuid(value.getMostSignificantBits(), value.getLeastSignificantBits()));
      case TEXTS -> throw new IllegalArgumentException("must be no list: column=" + column.name());
    };
  }

  static void putDateTime(LocalDateTime value, RowPacker row) {
    Instant asIfInUtc = value.toInstant(ZoneOffset.UTC);
    row.putDateTime(asIfInUtc.getEpochSecond(), asIfInUtc.getNano());
  }

  static void putInstant(OffsetDateTime value, RowPacker row) {
    Instant instant = value.toInstant();
    row.putInstant(instant.getEpochSecond(), instant.getNano());
  }
}
