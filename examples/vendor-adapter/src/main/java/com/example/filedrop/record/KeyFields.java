package com.example.filedrop.record;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields that make a record's key, in order. */
public record KeyFields(List<String> names) {

  /** A longer key would not fit a position of a listing. */
  static final int MOST_CHARACTERS = 1_000;

  public KeyFields {
    names = List.copyOf(names);
  }

  /** Why a row has no usable key; empty where it has one. */
  public Optional<String> fault(Row row) {
    for (String name : names) {
      Value value = row.get(name).orElse(Value.NULL);
      String text = value.toString();
      if (value.isNull() || text.isEmpty()) {
        return Optional.of("must have a key: field=" + name);
      }
      if (value.kind() == ValueKind.LIST || value.kind() == ValueKind.STRUCT) {
        return Optional.of("must be a single value: field=" + name);
      }
      if (text.length() > MOST_CHARACTERS) {
        return Optional.of(
            "must be at most " + MOST_CHARACTERS + " characters: length=" + text.length());
      }
    }
    return Optional.empty();
  }

  /** The key, where the row has a usable one. */
  public Optional<NativeKey> of(Row row) {
    if (fault(row).isPresent()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    names.forEach(name -> parts.add(row.get(name).orElseThrow().toString()));
    return Optional.of(new NativeKey(parts));
  }
}
