package io.syncline.http.openapi;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A document of OpenAPI 3.0 or 3.1 as a tree, whose references are followed one by one. */
record ApiDocument(JsonNode root) {

  /** The largest document that is read. */
  static final long MAX_BYTES = 32L * 1024 * 1024;

  /** References behind each other; more lead nowhere. */
  static final int MAX_REFERENCES = 32;

  private static final String REFERENCE = "$ref";

  static ApiDocument read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw invalid("must have " + MAX_BYTES + " bytes at most: " + file);
      }
      return of(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw invalid("must be a file: " + file);
    } catch (IOException e) {
      throw invalid("must be readable as UTF-8: " + file);
    }
  }

  static ApiDocument of(String text) {
    ObjectMapper mapper =
        text.stripLeading().startsWith("{") ? JsonMapper.shared() : YAMLMapper.shared();
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw invalid("must be YAML or JSON: line " + line);
    }
    String version = root.path("openapi").asString("");
    if (!version.matches("3\\.[01](\\..*)?")) {
      String found = version.isEmpty() ? root.path("swagger").asString("none") : version;
      throw invalid("must be of OpenAPI 3.0 or 3.1: " + found);
    }
    return new ApiDocument(root);
  }

  static AdapterException invalid(String rule) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault("openapi", rule)));
  }

  /**
   * What a node stands for. A reference to another document, to nothing, or in a circle stands for
   * nothing.
   */
  JsonNode resolved(JsonNode node) {
    Set<String> seen = new HashSet<>();
    JsonNode found = node;
    while (found.has(REFERENCE)) {
      String reference = found.path(REFERENCE).asString("");
      if (!reference.startsWith("#/") || !seen.add(reference) || seen.size() > MAX_REFERENCES) {
        return MissingNode.getInstance();
      }
      found = root.at(JsonPointer.compile(decoded(reference.substring(1))));
    }
    return found;
  }

  /** A reference is a fragment of an address, RFC 6901, section 6. */
  private static String decoded(String fragment) {
    return fragment.replace("%7B", "{").replace("%7D", "}").replace("%20", " ");
  }

  JsonNode at(JsonNode node, String name) {
    return resolved(node.path(name));
  }
}
