package io.syncline.testkit.database;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What the system properties say about one product: see {@link TestDatabases} for their names. */
record DatabaseSettings(
    List<Way> ways, String image, Duration dockerLimit, Optional<Server> server) {

  private static final String PREFIX = "syncline.test.";
  private static final String DEFAULT_DOCKER_SECONDS = "90";

  DatabaseSettings {
    ways = List.copyOf(ways);
  }

  static DatabaseSettings of(DatabaseProduct product, Properties properties) {
    String own = PREFIX + product.key();
    return new DatabaseSettings(
        forced(own, properties)
            .or(() -> forced(PREFIX + "database", properties))
            .map(List::of)
            .orElse(List.of(Way.values())),
        properties.getProperty(own + ".image", product.defaultImage()),
        dockerLimit(properties),
        server(own, properties));
  }

  private static Optional<Way> forced(String property, Properties properties) {
    return Optional.ofNullable(properties.getProperty(property))
        .map(word -> Way.parse(property, word));
  }

  private static Duration dockerLimit(Properties properties) {
    String property = PREFIX + "docker.seconds";
    String seconds = properties.getProperty(property, DEFAULT_DOCKER_SECONDS);
    if (!seconds.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(
          "must be a number of seconds: " + property + "=" + seconds);
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  private static Optional<Server> server(String own, Properties properties) {
    return Optional.ofNullable(properties.getProperty(own + ".url"))
        .map(
            url ->
                new Server(
                    url,
                    properties.getProperty(own + ".user", ""),
                    properties.getProperty(own + ".password", "")));
  }
}
