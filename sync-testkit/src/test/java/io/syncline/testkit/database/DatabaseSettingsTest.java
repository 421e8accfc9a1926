package io.syncline.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

  @Test
  void withoutPropertiesEveryWayIsTriedInOrder() {
    DatabaseSettings settings = postgresql(Map.of());

    assertThat(settings.ways()).containsExactly(Way.DOCKER, Way.EMBEDDED, Way.URL);
    assertThat(settings.image()).isEqualTo("postgres:18");
    assertThat(settings.dockerLimit()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.server()).isEmpty();
  }

  @Test
  void aForcedWayIsTheOnlyOne() {
    assertThat(postgresql(Map.of("syncline.test.database", "embedded")).ways())
        .containsExactly(Way.EMBEDDED);
  }

  @Test
  void oneKindCanBeForcedApart() {
    Map<String, String> properties =
        Map.of("syncline.test.database", "docker", "syncline.test.mariadb", "embedded");

    assertThat(postgresql(properties).ways()).containsExactly(Way.DOCKER);
    assertThat(settings(new MariaDb(), properties).ways()).containsExactly(Way.EMBEDDED);
  }

  @Test
  void aServerIsNamedByUrlUserAndPassword() {
    DatabaseSettings settings =
        postgresql(
            Map.of(
                "syncline.test.postgresql.url", "jdbc:postgresql://db:5432/app?ssl=true",
                "syncline.test.postgresql.user", "tester",
                "syncline.test.postgresql.password", "secret"));

    Server server = settings.server().orElseThrow();

    assertThat(server.urlOf("other")).isEqualTo("jdbc:postgresql://db:5432/other?ssl=true");
    assertThat(server.user()).isEqualTo("tester");
    assertThat(server.password()).isEqualTo("secret");
    assertThat(server.toString()).doesNotContain("secret");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> postgresql(Map.of("syncline.test.database", "podman")))
        .hasMessage("must be docker, embedded or url: syncline.test.database=podman");
    assertThatThrownBy(() -> postgresql(Map.of("syncline.test.docker.seconds", "soon")))
        .hasMessage("must be a number of seconds: syncline.test.docker.seconds=soon");
    assertThatThrownBy(() -> postgresql(Map.of("syncline.test.postgresql.url", "db:5432")))
        .hasMessage("must be jdbc:kind://host:port/database: url=db:5432");
  }

  private static DatabaseSettings postgresql(Map<String, String> properties) {
    return settings(new PostgreSql(), properties);
  }

  private static DatabaseSettings settings(
      DatabaseProduct product, Map<String, String> properties) {
    Properties all = new Properties();
    all.putAll(properties);
    return DatabaseSettings.of(product, all);
  }
}
