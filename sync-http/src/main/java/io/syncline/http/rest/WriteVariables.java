package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.BodyTemplate;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a body given in full may take of a write; what the write does not have is not there. */
final class WriteVariables {

  private WriteVariables() {}

  static Map<String, JsonNode> of(Write write, Records records) {
    Map<String, JsonNode> variables = new HashMap<>(written(write));
    records.key(write).ifPresent(key -> variables.putAll(ofKey(key, records)));
    version(write).ifPresent(token -> variables.put(WriteSpec.VERSION, text(token)));
    variables.put(WriteSpec.KIND, text(WriteSpec.word(write.kind())));
    if (!write.fields().isEmpty()) {
      ObjectNode fields = Json.object();
      records.write(write.fields(), fields);
      variables.put(WriteSpec.FIELDS, fields);
    }
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

  /** The parts of a key, as envelopes and as bodies in JSON name them. */
  static Map<String, JsonNode> ofKey(NativeKey key, Records records) {
    Map<String, JsonNode> variables = new HashMap<>();
    records
        .variables(key)
        .forEach(
            (field, part) -> {
              variables.put(field, text(part));
              variables.put(BodyTemplate.KEY + field, text(part));
            });
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
