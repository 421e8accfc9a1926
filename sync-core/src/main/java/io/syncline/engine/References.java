package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a schema that name records of other entities, or of its own. */
final class References {

  private References() {}

  static Map<String, EntityName> of(Schema schema) {
    Map<String, EntityName> references = new LinkedHashMap<>();
    for (Field field : schema.fields()) {
      field.type().refersTo().ifPresent(entity -> references.put(field.name(), entity));
    }
    return Collections.unmodifiableMap(references);
  }
}
