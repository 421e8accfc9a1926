package io.syncline.testkit.database;

import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one server of its kind in this JVM, searched for when first asked for, once: that none was
 * found is remembered too. Safe for use by many threads.
 */
final class SharedServer {

  private final DatabaseProduct product;
  private final FutureTask<Server> server = new FutureTask<>(this::search);

  SharedServer(DatabaseProduct product) {
    this.product = product;
  }

  TestDatabase freshDatabase() {
    Server running = running();
    String name = "syncline_" + UUID.randomUUID().toString().replace("-", "");
    running.execute("create database " + name);
    return new TestDatabase(running, product, name);
  }

  private Server running() {
    server.run(); // does nothing but the first time
    try {
      return server.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + product.title(), e);
    }
  }

  private Server search() {
    DatabaseSettings settings = DatabaseSettings.of(product, System.getProperties());
    return new ServerSearch(product, settings, SharedServer::print).find();
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
