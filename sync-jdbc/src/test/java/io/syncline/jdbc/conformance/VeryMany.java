package io.syncline.jdbc.conformance;

import io.syncline.model.NativeKey;
import io.syncline.testkit.conformance.Abilities;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Very many customers of one city, that come and go by one statement. */
final class VeryMany implements Abilities.Load {

  private static final String CITY = "one of very many";

  private final Way way;
  private final TableHost host;
  private final Recording recording;

  VeryMany(Way way, TableHost host, Recording recording) {
    this.way = way;
    this.host = host;
    this.recording = recording;
  }

  @Override
  public void create(int records) {
    host.transacted(
        connection -> {
          connection.createStatement().execute(way.product().load(way, CITY, records));
          recording.written(connection, keys(connection));
          return records;
        });
  }

  @Override
  public void remove() {
    host.transacted(
        connection -> {
          recording.deleted(connection, keys(connection));
          return connection
              .createStatement()
              .executeUpdate("delete from customer where city = '" + CITY + "'");
        });
  }

  /** None where nothing is recorded. */
  private List<NativeKey> keys(Connection connection) throws SQLException {
    List<NativeKey> keys = new ArrayList<>();
    if (way.isRecorded()) {
      ResultSet found =
          connection
              .createStatement()
              .executeQuery("select id from customer where city = '" + CITY + "' order by id");
      while (found.next()) {
        keys.add(NativeKey.of(found.getString(1)));
      }
    }
    return keys;
  }
}
