package io.syncline.jdbc.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * People who work in both databases, from a seed, one deed after the other, each a transaction of
 * its own. A deed whose commit was not answered is in doubt until the database answers again, and
 * its rows are left alone so long.
 */
final class Users implements AutoCloseable {

  private static final List<String> FIELDS = List.of("name", "city", "amount");

  private final Map<String, Site> sites;
  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final Deeds deeds = new Deeds();
  private final SplittableRandom random;
  private final Map<String, Deed> doubts = new LinkedHashMap<>();
  private int number;

  Users(Pair pair, long seed) {
    this.sites = pair.sites();
    this.random = new SplittableRandom(seed);
  }

  Deeds deeds() {
    return deeds;
  }

  /**
   * What somebody does in one transaction, and what is remembered of it once it is committed.
   *
   * @param trace a query of the history that finds something if it was committed
   */
  private record Deed(String side, String ref, String trace, Runnable remembered) {}

  /** A deed at either side. */
  void act() throws SQLException {
    act(random.nextBoolean() ? "a" : "b");
  }

  /** A new row, an edit, or rarely a delete; nothing where the row is not there yet. */
  void act(String side) throws SQLException {
    if (deeds.count() == 0 || random.nextInt(6) == 0) {
      load(side, 1);
      return;
    }
    String ref = deeds.any(random);
    if (doubts.values().stream().anyMatch(each -> each.ref().equals(ref))) {
      return;
    }
    if (random.nextInt(12) == 0) {
      delete(side, ref);
    } else {
      edit(side, ref, FIELDS.get(random.nextInt(FIELDS.size())));
    }
  }

  /**
   * As many new rows, in one transaction.
   *
   * @return the reference of the last of them
   */
  String load(String side, int rows) throws SQLException {
    Map<String, Map<String, String>> made = new LinkedHashMap<>();
    for (int row = 0; row < rows; row++) {
      int next = ++number;
      made.put(side + next, Map.of("name", "n" + next, "city", "c" + next, "amount", "" + next));
    }
    String last = side + number;
    Deed deed =
        new Deed(
            side,
            last,
            "select 1 from history where act = 'insert' and ref = '" + last + "'",
            () -> made.forEach((ref, values) -> deeds.made(side, ref, values)));
    Connection connection = begin(deed);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into customer (ref, name, city, amount) values (?, ?, ?, ?)")) {
      for (Map.Entry<String, Map<String, String>> each : made.entrySet()) {
        insert.setString(1, each.getKey());
        insert.setString(2, each.getValue().get("name"));
        insert.setString(3, each.getValue().get("city"));
        insert.setLong(4, Long.parseLong(each.getValue().get("amount")));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    commit(deed);
    return last;
  }

  private void edit(String side, String ref, String field) throws SQLException {
    String value = field.equals("amount") ? "" + ++number : field.charAt(0) + "" + ++number;
    String[] seen = {""};
    Deed deed =
        new Deed(
            side,
            ref,
            "select 1 from history where act = 'update' and ref = '%s' and %s = '%s'"
                .formatted(ref, field, value),
            () -> deeds.edited(side, ref, field, seen[0], value));
    Connection connection = begin(deed);
    List<String> shown = locked(connection, ref, field);
    if (shown.size() > 1) {
      throw new AssertionError("doubled at " + side + ": ref=" + ref);
    }
    if (!shown.isEmpty()) {
      seen[0] = shown.get(0);
      try (PreparedStatement update =
          connection.prepareStatement("update customer set " + field + " = ? where ref = ?")) {
        if (field.equals("amount")) {
          update.setLong(1, Long.parseLong(value));
        } else {
          update.setString(1, value);
        }
        update.setString(2, ref);
        update.executeUpdate();
      }
      commit(deed);
    } else {
      giveUp(deed);
    }
  }

  private static List<String> locked(Connection connection, String ref, String field)
      throws SQLException {
    List<String> shown = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + field + " from customer where ref = ? for update")) {
      select.setString(1, ref);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          shown.add(rows.getString(1));
        }
      }
    }
    return shown;
  }

  private void delete(String side, String ref) throws SQLException {
    Deed deed =
        new Deed(
            side,
            ref,
            "select 1 from history where act = 'delete' and ref = '" + ref + "'",
            () -> deeds.deleted(ref));
    Connection connection = begin(deed);
    try (PreparedStatement delete =
        connection.prepareStatement("delete from customer where ref = ?")) {
      delete.setString(1, ref);
      if (delete.executeUpdate() > 0) {
        commit(deed);
      } else {
        giveUp(deed);
      }
    }
  }

  /** From now until its commit is answered, the deed is in doubt. */
  private Connection begin(Deed deed) throws SQLException {
    if (doubts.putIfAbsent(deed.side(), deed) != null) {
      throw new IllegalStateException("must be resolved first: side=" + deed.side());
    }
    Connection connection = connections.get(deed.side());
    if (connection == null) {
      connection = sites.get(deed.side()).connect();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connections.put(deed.side(), connection);
    }
    return connection;
  }

  private void commit(Deed deed) throws SQLException {
    connections.get(deed.side()).commit();
    deed.remembered().run();
    doubts.remove(deed.side());
  }

  private void giveUp(Deed deed) throws SQLException {
    connections.get(deed.side()).rollback();
    doubts.remove(deed.side());
  }

  /** The sides whose last deed is in doubt. */
  List<String> inDoubt() {
    return List.copyOf(doubts.keySet());
  }

  /** The database of that side was away: finds out whether the last deed there was committed. */
  void cameBack(String side) throws SQLException {
    drop(side);
    Deed doubt = doubts.remove(side);
    if (doubt != null && !sites.get(side).rows(doubt.trace()).isEmpty()) {
      doubt.remembered().run();
    }
  }

  private void drop(String side) throws SQLException {
    Connection connection = connections.remove(side);
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (String side : List.copyOf(connections.keySet())) {
      drop(side);
    }
  }
}
