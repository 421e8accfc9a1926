package io.syncline.testkit.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;

/** Starts containers, but does not wait for ever. They stop with the JVM. */
final class Containers {

  private Containers() {}

  static Server start(DatabaseProduct product, String image, Duration limit) throws Exception {
    return Bounded.within(limit, () -> start(product, image));
  }

  private static Server start(DatabaseProduct product, String image) throws InterruptedException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException("no Docker engine answers");
    }
    fetch(image);
    JdbcDatabaseContainer<?> container = product.container(image);
    container.start();
    return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  /**
   * Pulls an image that is not there, once: the library would go on for two minutes where there is
   * no registry.
   */
  private static void fetch(String image) throws InterruptedException {
    DockerClient engine = DockerClientFactory.lazyClient();
    try {
      engine.inspectImageCmd(image).exec();
    } catch (NotFoundException e) {
      engine.pullImageCmd(image).exec(new PullImageResultCallback()).awaitCompletion();
    }
  }
}
