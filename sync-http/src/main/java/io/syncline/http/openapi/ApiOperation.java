package io.syncline.http.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One method of one path. */
record ApiOperation(
    ApiDocument document, String method, String path, JsonNode json, JsonNode item) {

  /** The parameters that stand in one place, those of the path first. */
  Map<String, JsonNode> parameters(String place) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode from : List.of(item, json)) {
      for (JsonNode each : from.path("parameters").values()) {
        JsonNode parameter = document.resolved(each);
        if (parameter.path("in").asString("").equals(place)) {
          found.put(parameter.path("name").asString(""), parameter);
        }
      }
    }
    return found;
  }

  /** A header of the request, as it is spelled; empty: it takes none of these. */
  Optional<String> header(String lowerCase) {
    return parameters("header").keySet().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).equals(lowerCase))
        .findFirst();
  }

  /** The first answer that is a success; missing where it has none. */
  JsonNode success() {
    JsonNode responses = json.path("responses");
    for (String status : responses.propertyNames()) {
      if (status.matches("2\\d\\d|2XX")) {
        return document.at(responses, status);
      }
    }
    return document.at(responses, "default");
  }

  /** The schema of a success; missing where it has no body in JSON. */
  JsonNode answer() {
    return body(success());
  }

  /** The schema of what is sent. */
  JsonNode sent() {
    return body(document.at(json, "requestBody"));
  }

  /** The schema of the first answer that is none. */
  JsonNode failure() {
    JsonNode responses = json.path("responses");
    for (String status : responses.propertyNames()) {
      if (status.matches("4..|5..|default")) {
        JsonNode schema = body(document.at(responses, status));
        if (!schema.isMissingNode()) {
          return schema;
        }
      }
    }
    return MissingNode.getInstance();
  }

  boolean answersHeader(Predicate<String> name) {
    return success().path("headers").propertyNames().stream()
        .map(each -> each.toLowerCase(Locale.ROOT))
        .anyMatch(name);
  }

  private JsonNode body(JsonNode message) {
    JsonNode content = message.path("content");
    for (String type : content.propertyNames()) {
      if (type.matches("(?i)(application/([\\w.+-]*\\+)?json.*|\\*/\\*)")) {
        return document.at(document.at(content, type), "schema");
      }
    }
    return MissingNode.getInstance();
  }
}
