package io.syncline.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vectors to replay: those of this project, or the file that {@code syncline.vectors} names.
 */
final class VectorFile {

  private static final String RESOURCE = "/vectors.json";
  private static final Path SHARED = Path.of("shared", "design", "vectors.json");

  private VectorFile() {}

  static JsonNode read() {
    String named = System.getProperty("syncline.vectors", "");
    try {
      return new JsonMapper()
          .readTree(named.isEmpty() ? own() : Files.readAllBytes(Path.of(named)));
    } catch (IOException e) {
      throw new UncheckedIOException("must be readable: syncline.vectors=" + named, e);
    }
  }

  static byte[] own() {
    try (InputStream in = VectorFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("must be on the class path: " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The vectors as the design has them, where that lies beside a directory above this one. */
  static Optional<byte[]> shared() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(SHARED))) {
        return Optional.of(Files.readAllBytes(at.resolve(SHARED)));
      }
    }
    return Optional.empty();
  }

  /** The elements of an array; none where it is missing. */
  static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }
}
