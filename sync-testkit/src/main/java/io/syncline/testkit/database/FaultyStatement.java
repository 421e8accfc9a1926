package io.syncline.testkit.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One statement between the client and the database's own. */
final class FaultyStatement implements InvocationHandler {

  private static final Pattern WRITES =
      Pattern.compile(
          "\\s*(insert|update|delete|merge|replace|create|alter|drop|truncate)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Statement right;
  private final FaultyConnection connection;
  private final String prepared;
  private int batched;

  private FaultyStatement(Statement right, FaultyConnection connection, String prepared) {
    this.right = right;
    this.connection = connection;
    this.prepared = prepared;
  }

  static Object of(Statement right, FaultyConnection connection, Object @Nullable [] arguments) {
    Class<?> type =
        right instanceof CallableStatement
            ? CallableStatement.class
            : right instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    return Proxy.newProxyInstance(
        FaultyStatement.class.getClassLoader(),
        new Class<?>[] {type},
        new FaultyStatement(right, connection, text(arguments)));
  }

  private static String text(Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
        ? sql
        : "";
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.equals("addBatch")) {
      batched++;
      Optional<Integer> stop = connection.script().batchStop();
      if (stop.isPresent() && batched > stop.get()) {
        return null;
      }
    } else if (name.equals("clearBatch")) {
      batched = 0;
    } else if (name.startsWith("execute")) {
      String sql = text(arguments);
      connection.mayFail(WRITES.matcher(sql.isEmpty() ? prepared : sql).matches());
      if (name.equals("executeBatch")) {
        return batch();
      }
    }
    return FaultyConnection.call(right, method, arguments);
  }

  private int[] batch() throws SQLException {
    Optional<Integer> stop = connection.script().batchStop();
    boolean stops = stop.isPresent() && batched > stop.get();
    batched = 0;
    int[] counts = right.executeBatch();
    if (stops) {
      connection.script().batchStopped();
      SQLException told = connection.fail(JdbcFault.BATCH_STOPPED);
      throw new BatchUpdateException(
          told.getMessage(), told.getSQLState(), told.getErrorCode(), counts);
    }
    return counts;
  }
}
