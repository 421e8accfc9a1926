package io.syncline.testkit.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries the ways to a server in order, until one answers, and tells what it finds. */
final class ServerSearch {

  private final DatabaseProduct product;
  private final DatabaseSettings settings;
  private final Consumer<String> out;

  ServerSearch(DatabaseProduct product, DatabaseSettings settings, Consumer<String> out) {
    this.product = product;
    this.settings = settings;
    this.out = out;
  }

  Server find() {
    List<Exception> failures = new ArrayList<>();
    for (Way way : settings.ways()) {
      Optional<Server> found = attempt(way, failures);
      if (found.isPresent()) {
        return found.get();
      }
    }
    IllegalStateException nothing =
        new IllegalStateException("no " + product.title() + " for tests: " + failures);
    failures.forEach(nothing::addSuppressed);
    throw nothing;
  }

  /**
   * Whatever goes wrong with one way, a library's unchecked exceptions included, is a reason to try
   * the next.
   */
  private Optional<Server> attempt(Way way, List<Exception> failures) {
    try {
      Server server = start(way);
      say(server.version() + " serves, by way of " + way.word() + ", at " + server);
      return Optional.of(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting " + product.title(), e);
    } catch (Exception e) {
      say("not by way of " + way.word() + ": " + e.getMessage());
      failures.add(e);
      return Optional.empty();
    }
  }

  private Server start(Way way) throws Exception {
    return switch (way) {
      case DOCKER -> Containers.start(product, settings.image(), settings.dockerLimit());
      case EMBEDDED -> product.embedded();
      case URL -> settings.server().orElseThrow(this::noUrl);
    };
  }

  private IllegalStateException noUrl() {
    return new IllegalStateException("no syncline.test." + product.key() + ".url is given");
  }

  private void say(String what) {
    out.accept("[test databases] " + product.title() + ": " + what);
  }
}
