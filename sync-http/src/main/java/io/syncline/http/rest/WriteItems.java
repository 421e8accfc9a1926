package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/** Writes as items of a body that carries many. */
record WriteItems(WriteSpec.Item shape, Records records) {

  ObjectNode of(Write write) {
    ObjectNode item = Json.object();
    text(item, shape.reference(), Optional.of(write.id()));
    text(item, shape.kindAt(), Optional.ofNullable(shape.kinds().get(write.kind())));
    if (write.kind() != WriteKind.CREATE) {
      Map<String, String> key = records.variables(write.key().orElseThrow());
      shape
          .key()
          .forEach((field, at) -> text(item, Optional.of(at), Optional.ofNullable(key.get(field))));
    }
    if (write.kind() != WriteKind.DELETE) {
      records.write(write.fields(), Json.objectAt(item, shape.fields()));
    }
    text(item, shape.ifVersion(), WriteVariables.version(write));
    text(item, shape.idempotency(), Optional.of(write.id()));
    return item;
  }

  private static void text(ObjectNode item, Optional<JsonPointer> at, Optional<String> text) {
    if (at.isPresent() && text.isPresent()) {
      Json.put(item, at.get(), item.stringNode(text.get()));
    }
  }
}
