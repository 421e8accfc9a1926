package io.syncline.testkit.database;

import io.syncline.testkit.database.JdbcFault.Chance;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection between the client and the database's own. */
final class FaultyConnection implements InvocationHandler {

  /** What may be asked of a connection that is lost. */
  private static final Set<String> OF_THE_LOST =
      Set.of("close", "isClosed", "abort", "toString", "hashCode", "equals");

  /** What may be asked of a transaction that has failed. */
  private static final List<String> OF_THE_FAILED = List.of("rollback", "commit");

  private final Connection right;
  private final FaultScript script;
  private final ErrorCodes codes;
  private boolean lost;
  private boolean failed;

  private FaultyConnection(Connection right, FaultScript script, ErrorCodes codes) {
    this.right = right;
    this.script = script;
    this.codes = codes;
  }

  static Connection of(Connection right, FaultScript script, ErrorCodes codes) {
    return (Connection)
        Proxy.newProxyInstance(
            FaultyConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new FaultyConnection(right, script, codes));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (lost && !OF_THE_LOST.contains(name)) {
      throw new SQLException("the connection was lost: " + name, "08003");
    }
    if (name.equals("commit")) {
      commit();
      return null;
    }
    if (name.equals("setSavepoint")) {
      requireSound();
    }
    if (name.equals("rollback")) {
      failed = false;
    }
    Object result = call(right, method, arguments);
    return result instanceof Statement statement
        ? FaultyStatement.of(statement, this, arguments)
        : result;
  }

  static @Nullable Object call(Object of, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(of, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  FaultScript script() {
    return script;
  }

  /** As PostgreSQL says it. */
  private void requireSound() throws SQLException {
    if (failed) {
      throw new SQLException(
          "the transaction has failed; only these are taken: " + OF_THE_FAILED, "25P02");
    }
  }

  private void commit() throws SQLException {
    if (failed) {
      failed = false;
      right.rollback();
      throw new SQLException("the transaction has failed and is rolled back", "25P02");
    }
    Optional<JdbcFault> fault = script.at(Chance.COMMIT);
    if (fault.isPresent() && fault.get() == JdbcFault.LOST_BEFORE_COMMIT) {
      throw lose(JdbcFault.LOST_BEFORE_COMMIT);
    }
    right.commit();
    if (fault.isPresent()) {
      throw lose(fault.get());
    }
  }

  /** Before a statement runs. */
  void mayFail(boolean writes) throws SQLException {
    if (lost) {
      throw new SQLException("the connection was lost", "08003");
    }
    requireSound();
    Optional<JdbcFault> fault = script.at(Chance.STATEMENT);
    if (fault.isEmpty() && writes) {
      fault = script.at(Chance.WRITE);
    }
    if (fault.isPresent()) {
      throw fault.get() == JdbcFault.LOST ? lose(JdbcFault.LOST) : fail(fault.get());
    }
  }

  /** A statement is refused; the transaction goes as the product has it. */
  SQLException fail(JdbcFault fault) throws SQLException {
    if (codes.failsTransactions()) {
      failed = !right.getAutoCommit();
    } else if (fault == JdbcFault.DEADLOCK) {
      right.rollback();
    }
    return codes.of(fault);
  }

  /** Rolled back first, so that the server has let go of everything when the client hears of it. */
  private SQLException lose(JdbcFault fault) throws SQLException {
    lost = true;
    if (!right.getAutoCommit()) {
      right.rollback();
    }
    right.abort(Runnable::run);
    return codes.of(fault);
  }
}
