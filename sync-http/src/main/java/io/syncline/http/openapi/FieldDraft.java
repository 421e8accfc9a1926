package io.syncline.http.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Drafts {@code schema.fields} from the schema of a record. */
record FieldDraft(ApiShape record) {

  private static final int MAX_LENGTH = 999_999_999;

  /** One line per field, and one comment per member that is none. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String name : record.properties().keySet()) {
      ApiShape field = record.property(name);
      Optional<String> type = type(field);
      if (type.isEmpty() || field.json().path("writeOnly").asBoolean(false)) {
        String what = type.isEmpty() ? field.type() : "it is never shown";
        lines.add(Yaml.comment(name + " is left out: " + (what.isEmpty() ? "no one type" : what)));
      } else {
        lines.add(Yaml.text(name) + ": " + line(name, field, type.get()));
      }
    }
    return lines;
  }

  boolean isField(String name) {
    return record.has(name) && type(record.property(name)).isPresent();
  }

  private String line(String name, ApiShape field, String type) {
    boolean required = record.required().contains(name) && !field.nullable();
    boolean readOnly = field.json().path("readOnly").asBoolean(false);
    if (!required && !readOnly) {
      return type.matches("\\w+|text\\(\\d+\\)") ? type : Yaml.quoted(type);
    }
    return "{ type: "
        + (type.matches("[\\w()]+") ? type : Yaml.quoted(type))
        + (required ? ", required: true" : "")
        + (readOnly ? ", readOnly: true" : "")
        + " }";
  }

  /** In the words of a manifest; empty: no field holds it. */
  private static Optional<String> type(ApiShape field) {
    return switch (field.type()) {
      case "boolean" -> Optional.of("bool");
      case "integer" -> Optional.of("integer");
      case "number" -> Optional.of(field.format().matches("double|float") ? "real" : "decimal");
      case "string" -> Optional.of(text(field));
      default -> Optional.empty();
    };
  }

  private static String text(ApiShape field) {
    List<JsonNode> symbols = List.copyOf(field.json().path("enum").values());
    List<String> words =
        symbols.stream().filter(each -> !each.isNull()).map(each -> each.asString("")).toList();
    boolean isChoice =
        !words.isEmpty()
            && words.stream().distinct().count() == words.size()
            && words.stream().allMatch(each -> each.matches("[^\\s,()](?:[^,()]*[^\\s,()])?"));
    if (isChoice) {
      return words.stream().collect(Collectors.joining(", ", "oneOf(", ")"));
    }
    JsonNode most = field.json().path("maxLength");
    return switch (field.format()) {
      case "date" -> "date";
      case "date-time" -> "instant";
      case "uuid" -> "uuid";
      case "byte" -> "binary";
      default ->
          most.isInt() && most.asInt() > 0 && most.asInt() <= MAX_LENGTH
              ? "text(" + most.asInt() + ")"
              : "text";
    };
  }
}
