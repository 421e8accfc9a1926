package io.syncline.jdbc.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.testkit.conformance.SideChannel;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A table of one key column, by plain JDBC past the adapter's wire. Values travel as text, and the
 * database makes of them what its columns are.
 */
final class SqlSideChannel implements SideChannel {

  /** So many keys of one statement. */
  private static final int KEYS = 1_000;

  private final TableHost host;
  private final Product product;
  private final String table;
  private final String key;
  private final Map<String, String> columns;
  private final Stall stall;
  private final Recording recording;

  /**
   * @param columns name to type, the key among them
   * @param recording of what is changed here
   */
  SqlSideChannel(
      TableHost host,
      Product product,
      String table,
      String key,
      Map<String, String> columns,
      Recording recording) {
    this.host = host;
    this.product = product;
    this.table = product.quoted(table);
    this.key = key;
    this.columns = new LinkedHashMap<>(columns);
    this.stall = new Stall(host, product.lock(this.table));
    this.recording = recording;
  }

  /** Nobody reads the table until the side channel is used again. */
  void stall() {
    stall.begin();
  }

  private <T> T connected(TableHost.Work<T> work) {
    stall.end();
    return host.connected(work);
  }

  /** In one transaction. */
  private <T> T transacted(TableHost.Work<T> work) {
    stall.end();
    return host.transacted(work);
  }

  @Override
  public NativeKey create(Row fields) {
    return transacted(connection -> create(connection, fields));
  }

  NativeKey create(Connection connection, Row fields) throws SQLException {
    StringJoiner names = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(", ");
    for (String name : fields.names()) {
      names.add(quoted(name));
      values.add(product.parameter(type(name)));
    }
    String insert = "insert into " + table + " (" + names + ") values (" + values + ")";
    NativeKey created =
        product
            .inserted(insert, product.shown(type(key), quoted(key)))
            .map(sql -> returned(connection, sql, fields))
            .orElseGet(() -> given(connection, insert, fields));
    recording.written(connection, List.of(created));
    return created;
  }

  private NativeKey returned(Connection connection, String sql, Row fields) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, 1, fields);
      ResultSet made = statement.executeQuery();
      made.next();
      return NativeKey.of(made.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By whom the fields name, or the database, where it numbers its rows. */
  private NativeKey given(Connection connection, String insert, Row fields) {
    try (PreparedStatement statement =
        connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
      bind(statement, 1, fields);
      statement.executeUpdate();
      if (fields.has(key)) {
        return NativeKey.of(fields.get(key).orElseThrow().toString());
      }
      ResultSet made = statement.getGeneratedKeys();
      made.next();
      return NativeKey.of(made.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void change(NativeKey record, Row fields) {
    StringJoiner sets = new StringJoiner(", ");
    fields.names().forEach(name -> sets.add(quoted(name) + " = " + product.parameter(type(name))));
    int changed =
        transacted(
            connection -> {
              recording.written(connection, List.of(record));
              String sql = "update " + table + " set " + sets + " where " + isKey();
              try (PreparedStatement update = connection.prepareStatement(sql)) {
                int next = bind(update, 1, fields);
                update.setString(next, record.toString());
                return update.executeUpdate();
              }
            });
    requireOne(changed, record);
  }

  @Override
  public void delete(NativeKey record) {
    int deleted =
        transacted(
            connection -> {
              recording.deleted(connection, List.of(record));
              String sql = "delete from " + table + " where " + isKey();
              try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, record.toString());
                return delete.executeUpdate();
              }
            });
    requireOne(deleted, record);
  }

  @Override
  public void deleteAll(Collection<NativeKey> records) {
    List<NativeKey> keys = List.copyOf(records);
    transacted(
        connection -> {
          for (int from = 0; from < keys.size(); from += KEYS) {
            delete(connection, keys.subList(from, Math.min(keys.size(), from + KEYS)));
          }
          return keys.size();
        });
  }

  private void delete(Connection connection, List<NativeKey> keys) throws SQLException {
    String places =
        String.join(", ", Collections.nCopies(keys.size(), product.parameter(type(key))));
    String sql = "delete from " + table + " where " + quoted(key) + " in (" + places + ")";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (int i = 0; i < keys.size(); i++) {
        delete.setString(i + 1, keys.get(i).toString());
      }
      delete.executeUpdate();
    }
    recording.deleted(connection, keys);
  }

  private static void requireOne(int rows, NativeKey record) {
    if (rows != 1) {
      throw new IllegalStateException("must be there: key=" + record + " rows=" + rows);
    }
  }

  @Override
  public Map<NativeKey, Row> all() {
    return select(" where ? is not null", "all");
  }

  @Override
  public Optional<Row> read(NativeKey record) {
    return Optional.ofNullable(select(" where " + isKey(), record.toString()).get(record));
  }

  private Map<NativeKey, Row> select(String where, String parameter) {
    List<String> names = new ArrayList<>(columns.keySet());
    StringJoiner shown = new StringJoiner(", ");
    shown.add(product.shown(type(key), quoted(key)));
    names.forEach(name -> shown.add(text(name)));
    return connected(
        connection -> {
          Map<NativeKey, Row> rows = new TreeMap<>();
          PreparedStatement query =
              connection.prepareStatement("select " + shown + " from " + table + where);
          query.setString(1, parameter);
          ResultSet found = query.executeQuery();
          while (found.next()) {
            Row.Builder row = Row.builder();
            for (int i = 0; i < names.size(); i++) {
              row.set(names.get(i), value(names.get(i), found.getString(i + 2)));
            }
            rows.put(NativeKey.of(found.getString(1)), row.build());
          }
          return rows;
        });
  }

  private String text(String name) {
    return product.shown(type(name), quoted(name));
  }

  private Value value(String name, String text) {
    if (text == null) {
      return Value.NULL;
    }
    String type = type(name);
    if (type.startsWith("numeric")) {
      return Value.of(new BigDecimal(text));
    }
    return switch (type) {
      case "bigint", "integer" -> Value.of(Long.parseLong(text));
      case "boolean" -> Value.of(Boolean.parseBoolean(text));
      case "date" -> Value.of(LocalDate.parse(text));
      case "timestamptz" -> Value.of(Instant.parse(text));
      default -> Value.of(text);
    };
  }

  private String isKey() {
    return quoted(key) + " = " + product.parameter(type(key));
  }

  private String type(String name) {
    return columns.get(name);
  }

  private static int bind(PreparedStatement statement, int from, Row fields) throws SQLException {
    int next = from;
    for (String name : fields.names()) {
      Value value = fields.get(name).orElseThrow();
      statement.setString(next++, value.isNull() ? null : value.toString());
    }
    return next;
  }

  private String quoted(String name) {
    return product.quoted(name);
  }
}
