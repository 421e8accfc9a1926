package io.syncline.mapping;

import io.syncline.model.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the mappings of one entity, all at once. */
final class MappingMistakes {

  private MappingMistakes() {}

  static void refuse(Schema schema, List<FieldMapping> mappings) {
    List<String> mistakes = new ArrayList<>();
    Set<String> fields = new HashSet<>();
    Set<String> written = new HashSet<>();
    if (mappings.isEmpty()) {
      mistakes.add("must map a field: entity=" + schema.entity());
    }
    for (FieldMapping each : mappings) {
      if (schema.field(each.field()).isEmpty()) {
        mistakes.add("must be one of " + schema.names() + ": field=" + each.field());
      }
      if (!fields.add(each.field())) {
        mistakes.add("must map a field once: field=" + each.field());
      }
      if (each.direction().isCreated() && !written.add(each.nativeField())) {
        mistakes.add("must write a native field once: nativeField=" + each.nativeField());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }
}
