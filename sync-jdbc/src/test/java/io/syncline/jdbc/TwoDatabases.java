package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The databases of a CRM and an ERP, both empty PostgreSQL ones, and what people do in them. */
final class TwoDatabases implements AutoCloseable {

  final TestDatabase crm = TestDatabases.postgresql();
  final TestDatabase erp = TestDatabases.postgresql();

  /** Runs the statements, one after the other. */
  static void run(TestDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** The first column of what a query finds. */
  static List<String> texts(TestDatabase database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Syncs until all is settled; one more run then writes nothing. */
  static void settle(Hub hub) {
    SyncReport report = hub.sync();
    assertThat(report.settled()).as(report.toString()).isTrue();
    assertThat(hub.sync().counts().writes()).isZero();
  }

  @Override
  public void close() {
    crm.close();
    erp.close();
  }
}
