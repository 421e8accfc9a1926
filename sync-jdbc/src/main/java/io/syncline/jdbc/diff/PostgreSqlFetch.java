package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.Value;
import io.syncline.packed.RowPacker;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;

/**
 * Rows of PostgreSQL. What its values have beyond Java's is carried: numbers that are none,
 * infinite ones, infinite times, and the time 24:00. Its driver hands over the ends of Java's
 * scales for these.
 */
final class PostgreSqlFetch implements RowFetch {

  private static final int ROWS_AT_A_TIME = 1_000;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  /** Others, such as domains, might be padded with blanks, which a cast takes away. */
  private static final Set<String> UNPADDED = Set.of("text", "varchar", "name");

  /** Tables and views as {@code c}, their schemas as {@code n}. */
  static final String RELATIONS =
      "pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace";

  /** Texts can be cast to these whatever they are. */
  private static final Set<String> FREE = Set.of("text", "varchar", "bpchar");

  /**
   * The text of a float of four bytes, read as one of eight, so that 0.1 is 0.1; and of {@code
   * jsonb}, whose binary form is that with a byte in front.
   */
  @Override
  public Field<?> selected(Column column, Field<?> value) {
    return switch (column.form()) {
      case SINGLE -> field("cast(cast({0} as text) as double precision)", value);
      case JSON -> field("cast({0} as text)", value);
      case TEXT -> UNPADDED.contains(column.typeName()) ? value : field("cast({0} as text)", value);
      default -> value;
    };
  }

  @Override
  public Cell cell(Column column) {
    return switch (column.form()) {
      case SINGLE -> Cell.real();
      case DECIMAL -> Cell.of(ResultSet::getString, PostgreSqlFetch::putDecimal);
      case DATE -> Cell.of(LocalDate.class, PostgreSqlFetch::putDate);
      case TIME -> Cell.of(LocalTime.class, PostgreSqlFetch::putTime);
      case DATE_TIME -> Cell.of(LocalDateTime.class, PostgreSqlFetch::putDateTime);
      case INSTANT -> Cell.of(OffsetDateTime.class, PostgreSqlFetch::putInstant);
      case TEXTS ->
          Cell.of(
              (rows, place) -> rows.getArray(place),
              (value, row) -> row.put(sequence((Object[]) elements(value))));
      default -> RowFetch.standard(column);
    };
  }

  private static void putDecimal(String text, RowPacker row) {
    switch (text) {
      case "NaN" -> row.putNotANumber();
      case "Infinity" -> row.putInfinity();
      case "-Infinity" -> row.putNegativeInfinity();
      default -> row.putDecimal(new BigDecimal(text));
    }
  }

  private static void putDate(LocalDate value, RowPacker row) {
    if (value.equals(LocalDate.MAX)) {
      row.putInfinity();
    } else if (value.equals(LocalDate.MIN)) {
      row.putNegativeInfinity();
    } else {
      row.putDate(value.toEpochDay());
    }
  }

  private static void putTime(LocalTime value, RowPacker row) {
    row.putTime(value.equals(LocalTime.MAX) ? NANOS_PER_DAY : value.toNanoOfDay());
  }

  private static void putDateTime(LocalDateTime value, RowPacker row) {
    if (value.equals(LocalDateTime.MAX)) {
      row.putInfinity();
    } else if (value.equals(LocalDateTime.MIN)) {
      row.putNegativeInfinity();
    } else {
      RowFetch.putDateTime(value, row);
    }
  }

  private static void putInstant(OffsetDateTime value, RowPacker row) {
    if (value.equals(OffsetDateTime.MAX)) {
      row.putInfinity();
    } else if (value.equals(OffsetDateTime.MIN)) {
      row.putNegativeInfinity();
    } else {
      RowFetch.putInstant(value, row);
    }
  }

  private static Object elements(java.sql.Array array) {
    try {
      return array.getArray();
    } catch (SQLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Value sequence(Object[] elements) {
    List<Value> values =
        Arrays.stream(elements)
            .map(
                each ->
                    each == null
                        ? Value.NULL
                        : each instanceof Object[] inner
                            ? sequence(inner)
                            : Value.of(each.toString()))
            .toList();
    return new Value.Sequence(values);
  }

  /**
   * The setting makes floats of four bytes exact as text, which before PostgreSQL 12 they were not.
   */
  @Override
  public RowStream open(Session session, Select<?> query, TableReading reading)
      throws SQLException {
    session.sql().execute("set local extra_float_digits = 3");
    return RowFetch.super.open(session, query, reading);
  }

  @Override
  public ResultStream.Fetching fetching(Connection connection) {
    return new ResultStream.Fetching(ROWS_AT_A_TIME, false);
  }

  @Override
  public Optional<Condition> indexed(Column column, Field<?> value, List<Value> values) {
    return FREE.contains(column.typeName())
        ? Optional.of(
            condition(
                "{0} in ({1})",
                value,
                list(
                    values.stream()
                        .map(
                            each ->
                                field(
                                    "cast({0} as {1})",
                                    val(each.toString()),
                                    name(column.typeSchema(), column.typeName())))
                        .toList())))
        : Optional.empty();
  }

  /** Whether a row of {@link #RELATIONS} is the table's. */
  static Condition is(JdbcTable table) {
    return condition(
        "n.nspname = {0} and c.relname = {1}",
        val(table.name().schema().orElseThrow()), val(table.name().table()));
  }

  /** Unknown of views, and of tables that were never analysed. */
  @Override
  public OptionalLong size(DSLContext sql, JdbcTable table) {
    Long rows =
        sql.select(field("cast(c.reltuples as bigint)", Long.class))
            .from(RELATIONS)
            .where(is(table))
            .fetchOne(0, Long.class);
    return rows == null || rows <= 0 ? OptionalLong.empty() : OptionalLong.of(rows);
  }
}
