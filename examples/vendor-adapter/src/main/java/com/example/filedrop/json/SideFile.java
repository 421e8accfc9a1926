package com.example.filedrop.json;

import com.example.filedrop.record.Declared;
import com.example.filedrop.record.TypeText;
import io.syncline.model.FieldType;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code customers.csv.schema.json}: {@code {"key": ["id"], "fields": {"id": "text",
 * "balance": "decimal(12, 2)"}}}.
 */
public final class SideFile {

  private final List<SettingFault> faults = new ArrayList<>();
  private final String name;

  private SideFile(String name) {
    this.name = name;
  }

  /**
   * What the file says; nothing where there is none.
   *
   * @throws AdapterException.ConfigInvalid naming every fault
   */
  public static Declared read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Declared.none();
    }
    SideFile file = new SideFile(String.valueOf(path.getFileName()));
    Declared declared = file.declared(Files.readString(path));
    if (!file.faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(file.faults);
    }
    return declared;
  }

  private Declared declared(String text) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      fault("", "must be JSON: " + e.getOriginalMessage());
      return Declared.none();
    }
    List<String> key = new ArrayList<>();
    root.path("key").forEach(each -> key.add(each.asString("")));
    Map<String, FieldType> fields = new LinkedHashMap<>();
    root.path("fields")
        .properties()
        .forEach(
            each ->
                type(each.getKey(), each.getValue())
                    .ifPresent(type -> fields.put(each.getKey(), type)));
    if (faults.isEmpty() && fields.isEmpty()) {
      fault("fields", "must name a field");
    }
    if (faults.isEmpty() && !fields.keySet().containsAll(key)) {
      fault("key", "must be among the fields: key=" + key);
    }
    return new Declared(key, fields);
  }

  private Optional<FieldType> type(String field, JsonNode text) {
    Optional<FieldType> type = TypeText.type(text.asString(""));
    if (type.isEmpty()) {
      fault("fields." + field, "must be " + TypeText.KNOWN + ": type=" + text);
    }
    return type;
  }

  private void fault(String path, String message) {
    faults.add(new SettingFault(path.isEmpty() ? name : name + ":" + path, message));
  }
}
