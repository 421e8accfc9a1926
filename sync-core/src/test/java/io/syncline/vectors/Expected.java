package io.syncline.vectors;

import io.syncline.model.SystemId;
import io.syncline.version.VersionVector;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The state that a vector expects, as paths and texts; what a step does not name stays. */
final class Expected {

  private final Notation notation;
  private final SystemId hub;
  private final TreeMap<String, String> texts = new TreeMap<>();

  Expected(Notation notation, SystemId hub) {
    this.notation = notation;
    this.hub = hub;
  }

  Map<String, String> texts() {
    return texts;
  }

  /** Takes whole values at the leaves: registers of the head, the clock, keys of a system. */
  void change(JsonNode changes) {
    changes.path("head").properties().forEach(each -> head(each.getKey(), each.getValue()));
    if (changes.has("clock")) {
      forget("clock");
      VersionVector clock = Notation.clock(changes.get("clock"));
      clock.counters().forEach((system, counter) -> texts.put("clock." + system, "" + counter));
    }
    for (Map.Entry<String, JsonNode> system : changes.path("systems").properties()) {
      for (Map.Entry<String, JsonNode> key : system.getValue().properties()) {
        String path = "systems." + system.getKey() + "." + key.getKey();
        forget(path);
        put(path, key.getKey(), key.getValue());
      }
    }
  }

  void write(JsonNode write) {
    if (!write.isNull()) {
      inFlight("write", write);
    }
  }

  private void head(String name, JsonNode register) {
    String path = "head." + name;
    texts.put(path + ".value", Flat.text(notation.value(name, register.get("value"))));
    texts.put(path + ".dot", Notation.dot(register.get("dot")).toString());
    texts.put(path + ".stamp", Notation.stamp(register.get("stamp"), hub).toString());
  }

  private void forget(String path) {
    texts.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "."));
  }

  private void put(String path, String key, JsonNode json) {
    switch (key) {
      case "registers" -> registers(path, "shown", json);
      case "token" -> texts.put(path, Flat.text(Notation.version(json)));
      case "readOwed", "settled" -> texts.put(path, Boolean.toString(json.asBoolean()));
      case "inFlight" -> {
        if (!json.isNull()) {
          inFlight(path, json);
        }
      }
      case "doubt", "unconfirmed" ->
          texts.put(
              path, Flat.text(VectorFile.elements(json).stream().map(JsonNode::asString).toList()));
      case "quarantine" ->
          json.properties()
              .forEach(each -> texts.put(path + "." + each.getKey(), each.getValue().asString()));
      case "held" -> json.properties().forEach(each -> held(path, each.getKey(), each.getValue()));
      default -> throw new IllegalArgumentException("must be a known key: key=" + path);
    }
  }

  private void registers(String path, String value, JsonNode json) {
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      String at = path + "." + each.getKey();
      JsonNode register = each.getValue();
      texts.put(at + "." + value, Flat.text(notation.value(each.getKey(), register.get(value))));
      texts.put(
          at + ".dot", register.get("dot").isNull() ? "null" : register.get("dot").asString());
    }
  }

  private void held(String path, String name, JsonNode json) {
    String at = path + "." + name;
    texts.put(at + ".base", Flat.text(notation.value(name, json.get("base"))));
    texts.put(at + ".incoming", Flat.text(notation.value(name, json.get("incoming"))));
    texts.put(at + ".dot", json.get("dot").asString());
  }

  private void inFlight(String path, JsonNode json) {
    texts.put(path + ".kind", json.get("kind").asString());
    texts.put(path + ".write", Long.toString(json.get("write").asLong()));
    texts.put(path + ".unknown", Boolean.toString(json.get("unknown").asBoolean()));
    registers(path + ".registers", "value", json.get("registers"));
    JsonNode precondition = json.get("precondition");
    String at = path + ".precondition";
    if (precondition.has("token")) {
      texts.put(at + ".token", Flat.text(Notation.version(precondition.get("token"))));
    } else if (precondition.has("values")) {
      JsonNode values = precondition.get("values");
      texts.put(at + ".values", Flat.text(values.propertyNames()));
      values
          .properties()
          .forEach(
              each ->
                  texts.put(
                      at + ".values." + each.getKey(),
                      Flat.text(notation.value(each.getKey(), each.getValue()))));
    } else {
      texts.put(at + ".absent", "true");
    }
  }
}
