package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.val;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.MariaDbCharacters;
import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * Tables of MariaDB and MySQL. What their adapter's dialect knows is asked of that. No
 * concatenation is by {@code ||}, no division by {@code /}: what these do, settings decide; and no
 * text is left in the connection's character set. A function gives null where its result is longer
 * than a packet may be; a digest that is missing for that shows in the sum.
 */
final class MariaDbTables implements TableDialect {

  /** Beyond the sum of any number of digests that a table could have. */
  private static final BigDecimal MISSING = BigDecimal.TEN.pow(45);

  private final Dialect dialect;

  MariaDbTables(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String product() {
    return dialect.product();
  }

  @Override
  public SQLDialect family() {
    return dialect.family();
  }

  @Override
  public void prepare(DSLContext sql, int millis) {
    dialect.prepare(sql, millis);
  }

  @Override
  public void restore(Connection connection) throws SQLException {
    dialect.restore(connection);
  }

  @Override
  public SqlFailure failure(SQLException e) {
    return dialect.failure(e);
  }

  @Override
  public Optional<TableShape> describe(DSLContext sql, TableName name) {
    return dialect.describe(sql, name);
  }

  @Override
  public Field<String> shown(Column column, Field<?> value) {
    return dialect.shown(column, value);
  }

  /** UUIDs have an order of their own, and time stamps are compared in the session's zone. */
  @Override
  public Field<?> ordered(Column column, Field<?> value) {
    return switch (column.form()) {
      case TEXT, SYMBOL ->
          column.plainOrder()
              ? value
              : field("cast({0} as binary)", byte[].class, MariaDbCharacters.utf8(column, value));
      case UUID_TEXT -> field("cast({0} as binary(16))", byte[].class, value);
      case INSTANT -> field("unix_timestamp({0})", value);
      default -> value;
    };
  }

  @Override
  public Field<?> sent(Column column, Value value) {
    String text = column.form().encode(value);
    return switch (column.form()) {
      case TEXT, SYMBOL ->
          column.plainOrder() ? field("convert({0} using utf8mb4)", bytes(text)) : bytes(text);
      case BINARY -> val(((Value.Binary) value).value());
      case SMALL, INTEGER, BIG -> val(((Value.Int) value).value());
      case DECIMAL -> val(((Value.Decimal) value).value());
      case DATE -> field("cast({0} as date)", val(text));
      case TIME -> field("cast({0} as time(6))", val(text));
      case DATE_TIME -> field("cast({0} as datetime(6))", val(text));
      case INSTANT -> val(seconds(((Value.Moment) value).value()));
      case UUID_TEXT -> val(bytes(((Value.Uuid) value).value()));
      default -> throw new IllegalArgumentException("must be a key part: column=" + column.name());
    };
  }

  /** As bytes, since the connection's character set may lack some of its characters. */
  private static Field<byte[]> bytes(String text) {
    return val(text.getBytes(StandardCharsets.UTF_8));
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9));
  }

  private static byte[] bytes(java.util.UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  @Override
  public Field<String> canonical(Column column, DigestField field, Field<?> value) {
    Field<String> piece = MariaDbText.piece(column, field, value);
    return text(
        "case when {0} is null then _utf8mb4'-' else concat({1}, _utf8mb4':', {2}) end",
        value, MariaDbCharacters.utf8(field("octet_length({0})", piece)), piece);
  }

  @Override
  public Field<Long> sha256(List<Field<String>> texts) {
    return field(
        "cast(conv(convert(left(sha2(concat({0}), 256), 16) using utf8mb4), 16, 10) as signed)",
        Long.class, list(texts));
  }

  @Override
  public Field<BigDecimal> sum(Field<Long> digest) {
    return field("sum(coalesce({0}, {1}))", BigDecimal.class, digest, inline(MISSING));
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
