package io.syncline.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.JdbcDatabaseContainer;

class ServerSearchTest {

  private final List<String> printed = new ArrayList<>();

  @Test
  void aWayThatFailsGivesWayToTheNextAndSaysWhy() {
    try (TestDatabase real = TestDatabases.postgresql()) {
      Server named = new Server(real.jdbcUrl(), real.user(), real.password());

      Server found = search(List.of(Way.EMBEDDED, Way.URL), Optional.of(named)).find();

      assertThat(found).isEqualTo(named);
      assertThat(printed.get(0))
          .isEqualTo("[test databases] Broken: not by way of embedded: no binaries");
      assertThat(printed.get(1)).contains("serves, by way of url, at jdbc:postgresql://");
    }
  }

  @Test
  void whenNoWayIsLeftEveryReasonIsTold() {
    ServerSearch search = search(List.of(Way.EMBEDDED, Way.URL), Optional.empty());

    assertThatThrownBy(search::find)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no Broken for tests")
        .hasMessageContaining("no binaries")
        .hasMessageContaining("no syncline.test.broken.url is given");
  }

  @Test
  void aForcedWayDoesNotFallOver() {
    ServerSearch search = search(List.of(Way.EMBEDDED), Optional.empty());

    assertThatThrownBy(search::find).hasMessageContaining("no binaries");
    assertThat(printed).hasSize(1);
  }

  private ServerSearch search(List<Way> ways, Optional<Server> server) {
    DatabaseSettings settings =
        new DatabaseSettings(ways, "broken:1", Duration.ofSeconds(1), server);
    return new ServerSearch(new Broken(), settings, printed::add);
  }

  /** A product that nobody can start. */
  private static final class Broken implements DatabaseProduct {

    @Override
    public String title() {
      return "Broken";
    }

    @Override
    public String key() {
      return "broken";
    }

    @Override
    public String defaultImage() {
      return "broken:1";
    }

    @Override
    public JdbcDatabaseContainer<?> container(String image) {
      throw new IllegalStateException("no image");
    }

    @Override
    public Server embedded() {
      throw new IllegalStateException("no binaries");
    }

    @Override
    public ProcessHandle process(Connection connection) {
      throw new IllegalStateException("no server");
    }

    @Override
    public String drop(String database) {
      return "drop " + database;
    }
  }
}
