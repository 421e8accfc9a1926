package io.syncline.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestDatabasesTest {

  static Stream<Named<Supplier<TestDatabase>>> kinds() {
    return Stream.of(
        Named.of("PostgreSQL", TestDatabases::postgresql),
        Named.of("MariaDB", TestDatabases::mariadb));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aDatabaseAnswers(Supplier<TestDatabase> kind) throws SQLException {
    try (TestDatabase database = kind.get()) {

      assertThat(ask(database, "select 1")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itAnswersOthersByUrl(Supplier<TestDatabase> kind) throws SQLException {
    try (TestDatabase database = kind.get();
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {

      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void twoDatabasesAreIndependent(Supplier<TestDatabase> kind) throws SQLException {
    try (TestDatabase one = kind.get();
        TestDatabase other = kind.get()) {
      run(one, "create table note (id int primary key)");
      run(one, "insert into note values (1), (2)");

      run(other, "create table note (id int primary key)");

      assertThat(ask(one, "select count(*) from note")).isEqualTo(2);
      assertThat(ask(other, "select count(*) from note")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aClosedDatabaseIsGone(Supplier<TestDatabase> kind) throws SQLException {
    TestDatabase database = kind.get();
    try (Connection stillOpen =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      assertThat(stillOpen.isValid(5)).isTrue();

      database.close();
      database.close();

      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                          database.jdbcUrl(), database.user(), database.password())
                      .close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining(database.name());
    }
  }

  private static int ask(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void run(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
