package io.syncline.http.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads {@code ifVersion}, of calls and of what is one of many in a call. */
final class IfVersionReader {

  private IfVersionReader() {}

  /** {@code calls}: those that are made conditional; {@code body}: whether a record is in them. */
  static IfVersion read(Section section, List<Call> calls, boolean body) {
    Map<String, Optional<String>> places = new LinkedHashMap<>();
    places.put("header", section.text("header"));
    places.put("query", section.text("query"));
    places.put("field", section.pointer("field").map(JsonPointer::toString));
    List<String> given = places.keySet().stream().filter(section::has).toList();
    if (given.isEmpty()) {
      section.fault("header", "must be given, or query, or field");
    }
    if (given.size() > 1) {
      section.fault(
          given.get(1),
          "must not be given with " + given.get(0) + ": a call has its version in one place");
    }
    String key = given.isEmpty() ? "header" : given.get(0);
    String name = places.getOrDefault(key, Optional.empty()).orElse("/unset");
    IfVersion condition = new IfVersion(at(key), name, form(section));
    switch (condition.at()) {
      case HEADER -> {
        if (condition.isDate() && section.has("quoted")) {
          section.fault("quoted", "must not be given with " + IfVersion.DATE + ", which is a date");
        }
      }
      case QUERY -> {
        if (calls.stream().anyMatch(call -> call.asks(name))) {
          section.fault("query", "must be a parameter that the call has not already: " + name);
        }
      }
      case BODY -> inBody(section, calls, body);
    }
    section.end();
    return condition;
  }

  private static IfVersion.At at(String key) {
    return switch (key) {
      case "query" -> IfVersion.At.QUERY;
      case "field" -> IfVersion.At.BODY;
      default -> IfVersion.At.HEADER;
    };
  }

  private static void inBody(Section section, List<Call> calls, boolean body) {
    if (calls.stream().anyMatch(Call::isWhole)) {
      section.fault("field", "must not be given with soap or body, which have {write.version}");
    } else if (!body) {
      section.fault("field", "must be of a call that sends a record");
    }
  }

  private static IfVersion.Form form(Section section) {
    boolean quoted = section.flag("quoted");
    boolean number = section.flag("number");
    if (number && quoted) {
      section.fault("number", "must not be given with quoted");
    }
    if (number && !section.has("field")) {
      section.fault("number", "must not be given without field: only a body has numbers");
    }
    return number ? IfVersion.Form.NUMBER : quoted ? IfVersion.Form.QUOTED : IfVersion.Form.PLAIN;
  }

  /** The place of the version in what has no headers and no query of its own. */
  static Optional<JsonPointer> place(Section item) {
    if (item.has("ifVersion") && !item.isText("ifVersion")) {
      item.fault(
          "ifVersion",
          "must be a place such as /ifMatch: one of many in a call has no header and no query");
      return Optional.empty();
    }
    return item.pointer("ifVersion");
  }
}
