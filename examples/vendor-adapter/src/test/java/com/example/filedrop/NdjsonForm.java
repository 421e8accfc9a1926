package com.example.filedrop;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One object per line; numbers and truth values by nature, all else text. */
record NdjsonForm(String key, BiFunction<String, String, Value> typed) implements Neighbour.Form {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Override
  public Map<String, Map<String, Value>> read(String text) {
    Map<String, Map<String, Value>> records = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : MAPPER.readTree(line).properties()) {
          JsonNode node = each.getValue();
          fields.put(
              each.getKey(),
              node.isNull() ? Value.NULL : typed.apply(each.getKey(), node.asString()));
        }
        records.put(fields.get(key).toString(), fields);
      }
    }
    return records;
  }

  @Override
  public String write(Map<String, Map<String, Value>> records) {
    StringBuilder text = new StringBuilder();
    records
        .values()
        .forEach(
            fields -> {
              ObjectNode object = MAPPER.createObjectNode();
              fields.forEach((name, value) -> set(object, name, value));
              text.append(object).append("\n");
            });
    return text.toString();
  }

  private static void set(ObjectNode object, String name, Value value) {
    switch (value.kind()) {
      case NULL -> object.putNull(name);
      case BOOLEAN -> object.put(name, ((Value.Bool) value).value());
      case INTEGER, DECIMAL -> object.put(name, new BigDecimal(value.toString()));
      default -> object.put(name, value.toString());
    }
  }
}
