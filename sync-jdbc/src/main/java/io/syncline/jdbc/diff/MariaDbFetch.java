package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.MariaDbCharacters;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.Value;
import io.syncline.packed.RowPacker;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Rows of MariaDB and MySQL. Times come as text, since what their drivers make of them depends on
 * settings, time stamps as seconds since 1970. A zero date is carried as one before all others; one
 * of which a part is zero is refused. A {@code tinyint(1)} may be another number than 0 and 1.
 */
final class MariaDbFetch implements RowFetch {

  private static final int ROWS_AT_A_TIME = 1_000;
  private static final int NANO_DIGITS = 9;

  /** Where in a date-time its time begins. */
  private static final int TIME = 11;

  private static final String ZERO_DATE = "0000-00-00";

  @Override
  public Field<?> selected(Column column, Field<?> value) {
    return switch (column.form()) {
      case BOOLEAN, SMALL, INTEGER, BIG -> field("({0} + 0)", value);
      case SINGLE, REAL -> field("({0} + 0e0)", value);
      case DATE, TIME, DATE_TIME, UUID_TEXT -> MariaDbCharacters.utf8(value);
      case INSTANT -> field("unix_timestamp({0})", value);
      default -> value;
    };
  }

  @Override
  public Cell cell(Column column) {
    return switch (column.form()) {
      case BOOLEAN -> Cell.whole();
      case TEXT -> column.declared().startsWith("char(") ? Cell.unpadded() : Cell.text();
      case DATE -> Cell.of(ResultSet::getString, MariaDbFetch::putDate);
      case TIME -> Cell.of(ResultSet::getString, (text, row) -> row.putTime(nanos(text, 0)));
      case DATE_TIME -> Cell.of(ResultSet::getString, MariaDbFetch::putDateTime);
      case INSTANT -> Cell.of(ResultSet::getBigDecimal, MariaDbFetch::putInstant);
      case UUID_TEXT -> Cell.of(ResultSet::getString, MariaDbFetch::putUuid);
      default -> RowFetch.standard(column);
    };
  }

  private static void putDate(String text, RowPacker row) {
    if (text.equals(ZERO_DATE)) {
      row.putNegativeInfinity();
    } else {
      row.putDate(epochDay(text));
    }
  }

  private static void putDateTime(String text, RowPacker row) {
    if (text.startsWith(ZERO_DATE)) {
      row.putNegativeInfinity();
      return;
    }
    long nanos = nanos(text, TIME);
    long second = epochDay(text) * 86_400 + nanos / 1_000_000_000;
    row.putDateTime(second, (int) (nanos % 1_000_000_000));
  }

  /** No time stamp is 1970 itself: that is how a zero one shows. */
  private static void putInstant(BigDecimal seconds, RowPacker row) {
    if (seconds.signum() == 0) {
      row.putNegativeInfinity();
      return;
    }
    long whole = seconds.longValue();
    BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole));
    row.putInstant(whole, rest.movePointRight(NANO_DIGITS).intValue());
  }

  private static void putUuid(String text, RowPacker row) {
    java.util.UUID uuid = java.util.UUID.fromString(text);
    row.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** {@code 2024-02-29}, and what comes behind it is left. */
  private static long epochDay(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    if (month == 0 || day == 0) {
      throw new IllegalArgumentException("must be a date: value=" + text);
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  /** {@code -838:59:59.000001}, from {@code start} on. */
  private static long nanos(String text, int start) {
    boolean negative = text.charAt(start) == '-';
    int from = negative ? start + 1 : start;
    int colon = text.indexOf(':', from);
    long seconds =
        number(text, from, colon) * 3_600L
            + number(text, colon + 1, colon + 3) * 60L
            + number(text, colon + 4, colon + 6);
    long nanos = seconds * 1_000_000_000;
    int point = colon + 6;
    if (point < text.length()) {
      int digits = text.length() - point - 1;
      long rest = number(text, point + 1, text.length());
      for (int i = digits; i < NANO_DIGITS; i++) {
        rest *= 10;
      }
      nanos += rest;
    }
    return negative ? -nanos : nanos;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** Only texts that every character set has: others cannot be compared with any column. */
  @Override
  public Optional<Condition> indexed(Column column, Field<?> value, List<Value> values) {
    boolean plain =
        column.form() == TextForm.TEXT
            && values.stream().allMatch(each -> each.toString().chars().allMatch(c -> c < 128));
    return plain
        ? Optional.of(
            condition(
                "{0} in ({1})",
                value, list(values.stream().map(each -> val(each.toString())).toList())))
        : Optional.empty();
  }

  /** MySQL's own driver streams only at this one size, which others refuse. */
  @Override
  public ResultStream.Fetching fetching(Connection connection) throws SQLException {
    boolean theirs = connection.getMetaData().getDriverName().startsWith("MySQL");
    return new ResultStream.Fetching(theirs ? Integer.MIN_VALUE : ROWS_AT_A_TIME, true);
  }

  @Override
  public OptionalLong size(DSLContext sql, JdbcTable table) {
    Long rows =
        sql.select(field("table_rows", Long.class))
            .from("information_schema.tables")
            .where("table_schema = {0}", val(table.name().schema().orElseThrow()))
            .and("table_name = {0}", val(table.name().table()))
            .fetchOne(0, Long.class);
    return rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
  }
}
