package io.syncline.http.route;

import io.syncline.http.HttpAdapter;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A service of contacts, as a manifest in a folder opens it. */
final class Opened implements AutoCloseable {

  static final Limits LIMITS = new Limits(100, Duration.ofSeconds(20));

  private final Adapter adapter;

  private Opened(Adapter adapter) {
    this.adapter = adapter;
  }

  /** {@code connection}: keys beside {@code base}. */
  static Opened in(Path folder, String base, String connection, Map<String, String> secrets) {
    HttpAdapter source = HttpAdapter.manifest(manifest(folder, base, connection));
    for (var secret : secrets.entrySet()) {
      source = source.secret(secret.getKey(), secret.getValue());
    }
    return new Opened(source.open(AdapterContext.of(InstantSource.system())));
  }

  private static Path manifest(Path folder, String base, String connection) {
    try {
      return Files.writeString(
          Files.createTempFile(folder, "contacts", ".yaml"),
          """
          adapter: http/v1
          connection:
            base: %s
          %s
          datasets:
            contacts:
              key: [id]
              scan: { call: "GET /contacts", records: /items }
          """
              .formatted(base, connection.indent(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int list() {
    return adapter
        .dataset(DatasetSpec.of("contacts"))
        .scanner()
        .orElseThrow()
        .start(LIMITS)
        .entries()
        .size();
  }

  @Override
  public void close() {
    adapter.close();
  }
}
