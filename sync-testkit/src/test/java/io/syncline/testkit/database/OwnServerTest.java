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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a server is not started by its command there")
@Tag("once")
class OwnServerTest {

  static Stream<Named<Supplier<OwnServer>>> kinds() {
    return Stream.concat(
        Stream.of(
            Named.of("PostgreSQL", OwnServer::postgresql), Named.of("MariaDB", OwnServer::mariadb)),
        System.getProperty("syncline.test.mysql.program") == null
            ? Stream.of()
            : Stream.of(Named.of("MySQL", OwnServer::mysql)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKilledServerComesBackWithWhatWasCommitted(Supplier<OwnServer> kind) throws SQLException {
    try (OwnServer server = kind.get()) {
      try (Connection open = connect(server);
          Statement statement = open.createStatement()) {
        statement.execute("create table note (id int primary key)");
        statement.execute("insert into note values (1)");
        open.setAutoCommit(false);
        statement.execute("insert into note values (2)");

        server.kill();

        assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
      }
      assertThatThrownBy(() -> connect(server).close()).isInstanceOf(SQLException.class);

      server.start();

      try (Connection again = connect(server);
          Statement statement = again.createStatement();
          ResultSet row = statement.executeQuery("select sum(id) from note")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
      server.kill();
    }
  }

  private static Connection connect(OwnServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }
}
