package io.syncline.http.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What a schema says of values, with all its parts together. */
record ApiShape(
    ApiDocument document,
    String type,
    boolean nullable,
    Map<String, JsonNode> properties,
    Set<String> required,
    JsonNode json) {

  /** Parts within parts; deeper ones say nothing. */
  private static final int MAX_DEPTH = 16;

  static ApiShape of(ApiDocument document, JsonNode schema) {
    return of(document, schema, 0);
  }

  private static ApiShape of(ApiDocument document, JsonNode schema, int depth) {
    JsonNode json = document.resolved(schema);
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    Optional<ApiShape> only =
        depth < MAX_DEPTH ? alternative(document, json, depth) : Optional.empty();
    if (only.isPresent()) {
      return only.get();
    }
    List<String> types = types(json);
    boolean nullable = types.remove("null") || json.path("nullable").asBoolean(false);
    String type = types.size() == 1 ? types.get(0) : "";
    JsonNode said = json;
    for (JsonNode part : depth < MAX_DEPTH ? json.path("allOf").values() : List.<JsonNode>of()) {
      ApiShape shape = of(document, part, depth + 1);
      properties.putAll(shape.properties());
      required.addAll(shape.required());
      said = json.has("type") || json.has("enum") ? said : shape.json();
      type = type.isEmpty() ? shape.type() : type;
      nullable |= shape.nullable();
    }
    json.path("properties").forEachEntry(properties::put);
    json.path("required").values().forEach(each -> required.add(each.asString("")));
    if (type.isEmpty() && types.isEmpty() && !properties.isEmpty()) {
      type = "object";
    }
    return new ApiShape(document, type, nullable, properties, required, said);
  }

  /** One thing or null, as 3.1 says it; of several things none is known. */
  private static Optional<ApiShape> alternative(ApiDocument document, JsonNode json, int depth) {
    for (String word : List.of("oneOf", "anyOf")) {
      List<JsonNode> all = json.path(word).values().stream().map(document::resolved).toList();
      List<JsonNode> things =
          all.stream().filter(each -> !types(each).equals(List.of("null"))).toList();
      if (things.size() == 1) {
        ApiShape shape = of(document, things.get(0), depth + 1);
        return Optional.of(all.size() > things.size() ? shape.orNull() : shape);
      }
    }
    return Optional.empty();
  }

  private ApiShape orNull() {
    return new ApiShape(document, type, true, properties, required, json);
  }

  private static List<String> types(JsonNode json) {
    List<String> types = new ArrayList<>();
    JsonNode type = json.path("type");
    if (type.isString()) {
      types.add(type.asString());
    }
    type.values().forEach(each -> types.add(each.asString("")));
    return types;
  }

  boolean isObject() {
    return type.equals("object");
  }

  boolean isList() {
    return type.equals("array");
  }

  ApiShape items() {
    return of(document, json.path("items"));
  }

  ApiShape property(String name) {
    return of(document, properties.getOrDefault(name, MissingNode.getInstance()));
  }

  boolean has(String name) {
    return properties.containsKey(name);
  }

  String format() {
    return json.path("format").asString("");
  }
}
