package io.syncline.http.manifest;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Follows one document through a JSON Schema, and keeps what the schema has for each place. */
final class SchemaWalk {

  private final JsonNode root;

  /** Mappings with keys of their own, by their path as faults tell it. */
  private final Map<String, JsonNode> objects = new TreeMap<>();

  /** The words that scalars may be; those that may be other text, too, are not among them. */
  private final Map<String, Set<String>> words = new TreeMap<>();

  /** Scalars that not every text is good for, with their JSON pointers. */
  private final Map<String, String> strict = new TreeMap<>();

  private final IdentityHashMap<JsonNode, Set<String>> seen = new IdentityHashMap<>();

  SchemaWalk(JsonNode schema, JsonNode document) {
    root = schema;
    walk(schema, document, "", "");
  }

  Map<String, JsonNode> objects() {
    return objects;
  }

  Map<String, Set<String>> words() {
    return words;
  }

  Map<String, String> strict() {
    return strict;
  }

  /** Keys that the schema has and the document nowhere. */
  Set<String> unseen() {
    Set<String> unseen = new TreeSet<>();
    Set<JsonNode> all = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(root, all);
    for (JsonNode schema : all) {
      Set<String> names = new TreeSet<>(schema.get("properties").propertyNames());
      names.removeAll(seen.getOrDefault(schema, Set.of()));
      unseen.addAll(names);
    }
    return unseen;
  }

  private static void collect(JsonNode schema, Set<JsonNode> found) {
    if (schema.isObject() && schema.path("properties").isObject()) {
      found.add(schema);
    }
    schema.values().forEach(each -> collect(each, found));
  }

  private void walk(JsonNode from, JsonNode data, String path, String pointer) {
    JsonNode schema = resolved(from);
    if (data.isObject()) {
      object(schema, data, path, pointer);
    } else if (data.isArray()) {
      for (int i = 0; i < data.size() && schema.has("items"); i++) {
        walk(schema.get("items"), data.get(i), path + "[" + i + "]", pointer + "/" + i);
      }
    } else if (schema.has("enum") || schema.has("const")) {
      words.computeIfAbsent(path, each -> new TreeSet<>()).addAll(words(schema));
      strict.put(path, pointer);
    } else if (schema.has("pattern") || "integer".equals(schema.path("type").asString(""))) {
      strict.put(path, pointer);
    }
    for (JsonNode choice : schema.path("anyOf").values()) {
      if (fits(resolved(choice), data)) {
        walk(choice, data, path, pointer);
      }
    }
  }

  private void object(JsonNode schema, JsonNode data, String path, String pointer) {
    JsonNode known = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    if (known.isObject()) {
      objects.put(path, schema);
      seen.computeIfAbsent(schema, each -> new HashSet<>()).addAll(data.propertyNames());
    }
    for (String name : data.propertyNames()) {
      JsonNode below = known.has(name) ? known.get(name) : others;
      if (below.isObject()) {
        String dotted = path.isEmpty() ? name : path + "." + name;
        walk(below, data.get(name), dotted, pointer + "/" + name);
      }
    }
  }

  private static Set<String> words(JsonNode schema) {
    Set<String> words = new TreeSet<>();
    schema.path("enum").values().forEach(each -> words.add(each.asString()));
    if (schema.has("const")) {
      words.add(schema.get("const").asString());
    }
    return words;
  }

  /** What a member must be where it tells one kind of object from others. */
  private static Set<String> constants(JsonNode schema) {
    Set<String> constants = new TreeSet<>();
    schema
        .path("anyOf")
        .values()
        .forEach(each -> each.path("const").stringValueOpt().ifPresent(constants::add));
    return constants;
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? resolved(root.at(schema.get("$ref").asString().substring(1)))
        : schema;
  }

  private boolean fits(JsonNode schema, JsonNode data) {
    if (schema.has("anyOf")) {
      return schema.get("anyOf").values().stream().anyMatch(each -> fits(resolved(each), data));
    }
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      Set<String> meant = constants(member.getValue());
      JsonNode given = data.path(member.getKey());
      if (!meant.isEmpty() && !given.isMissingNode() && !meant.contains(given.asString())) {
        return false;
      }
    }
    String type = schema.path("type").isString() ? schema.get("type").asString() : "";
    return data.isObject()
        ? type.equals("object")
        : data.isArray() ? type.equals("array") : !Set.of("object", "array").contains(type);
  }
}
