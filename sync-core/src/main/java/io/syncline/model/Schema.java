package io.syncline.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The canonical fields of one entity, in order. */
public record Schema(EntityName entity, List<Field> fields) {

  public Schema {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "must name a field once: entity=" + entity + " field=" + field.name());
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("must have a field: entity=" + entity);
    }
  }

  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
