package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.Diff;
import io.syncline.diff.DiffSummary;
import io.syncline.diff.report.DiffReport;
import io.syncline.jdbc.diff.TableSource;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the pages that need tables. */
class DiffSnippetsTest {

  private final List<String> log = new ArrayList<>();

  @Test
  void twoTablesAreComparedAndShown(@TempDir Path folder) throws SQLException, IOException {
    try (TestDatabase left = TestDatabases.postgresql();
        TestDatabase right = TestDatabases.postgresql()) {
      DataSource crm = left.dataSource();
      DataSource erp = right.dataSource();
      execute(
          crm,
          "create table customer (id bigint primary key, name text, updated_at timestamptz)",
          "insert into customer values (1, 'Ada', now()), (2, 'Bob', now()), (3, 'Cleo', now())");
      execute(
          erp,
          "create schema erp",
          "create table erp.customer (id int primary key, name varchar(80), updated_at timestamptz)",
          "insert into erp.customer values (1, 'Ada', now()), (2, 'Rob', now()), (4, 'Dan', now())");

      DiffSummary summary =
          Diff.between(TableSource.of(crm, "customer"), TableSource.of(erp, "erp.customer"))
              .ignoring("updated_at")
              .forEach(delta -> log.add(delta.kind() + " " + delta.key() + " " + delta.fields()));

      DiffReport report =
          Diff.between(TableSource.of(crm, "customer"), TableSource.of(erp, "erp.customer"))
              .report(100);
      Files.writeString(folder.resolve("diff.html"), report.html());

      assertThat(summary.changes()).isEqualTo(3);
      assertThat(log)
          .containsExactly("UPDATE {id=2} [name]", "DELETE {id=3} []", "INSERT {id=4} []");
      assertThat(folder.resolve("diff.html")).isNotEmptyFile().content().contains("Rob");
    }
  }

  private static void execute(DataSource database, String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
