package io.syncline.http.rest;

import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.Version;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an envelope may take of a write; what the write does not have is not there. */
final class WriteVariables {

  private WriteVariables() {}

  static Map<String, JsonNode> of(Write write, Records records) {
    Map<String, JsonNode> variables = new HashMap<>(written(write));
    variables.putAll(CallParts.texts(write.key().map(records::variables).orElse(Map.of())));
    version(write).ifPresent(token -> variables.put(WriteSpec.VERSION, text(token)));
    variables.put(WriteSpec.KIND, text(WriteSpec.word(write.kind())));
    return variables;
  }

  /** Its id, and what it sets. */
  static Map<String, JsonNode> written(Write write) {
    Map<String, JsonNode> variables = new HashMap<>();
    variables.put(WriteSpec.ID, text(write.id()));
    write
        .fields()
        .forEach((name, value) -> variables.put(WriteSpec.FIELD + name, JsonValues.node(value)));
    return variables;
  }

  /** The version that it must find. */
  static Optional<String> version(Write write) {
    return write.precondition() instanceof Precondition.VersionIs is
            && is.version() instanceof Version.Opaque version
        ? Optional.of(version.token())
        : Optional.empty();
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }
}
