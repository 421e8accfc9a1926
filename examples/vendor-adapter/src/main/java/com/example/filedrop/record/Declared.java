package com.example.filedrop.record;

import io.syncline.model.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the side file of a dataset says of it; all empty where there is none.
 *
 * @param key the fields of its key, in order
 * @param fields name to type, in order
 */
public record Declared(List<String> key, Map<String, FieldType> fields) {

  public Declared {
    key = List.copyOf(key);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Nothing is said. */
  public static Declared none() {
    return new Declared(List.of(), Map.of());
  }

  public Optional<FieldType> type(String field) {
    return Optional.ofNullable(fields.get(field));
  }
}
