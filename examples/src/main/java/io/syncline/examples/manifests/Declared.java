package io.syncline.examples.manifests;

import io.syncline.Hub;
import io.syncline.config.HubFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A hub that a file declares, with its state in a folder that goes when this is closed. */
final class Declared implements AutoCloseable {

  private static final String FILES = "/manifests/";

  private final Path file;
  private final Path folder;

  private Declared(Path file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /**
   * @param example the folder of its files
   */
  static Declared by(String example) throws IOException {
    return new Declared(file(example + "/hub.yaml"), Files.createTempDirectory(example));
  }

  private static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Declared.class.getResource(FILES + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path has URIs", e);
    }
  }

  /**
   * Opens it.
   *
   * @param places what it names <code>${env:NAME}</code>, beside its {@code STATE}
   * @param secrets what it and its manifests name <code>${secret:NAME}</code>
   */
  Hub hub(Map<String, String> places, Map<String, String> secrets) {
    Map<String, String> environment = new HashMap<>(places);
    environment.put("STATE", folder.resolve("state.db").toString());
    return Hub.from(
            HubFile.at(file)
                .withEnvironment(name -> Optional.ofNullable(environment.get(name)))
                .read())
        .secrets(name -> Optional.ofNullable(secrets.get(name)))
        .build();
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "declared by the files in " + file.getParent();
  }
}
