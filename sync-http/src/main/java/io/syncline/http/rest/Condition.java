package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.IfVersion;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/** The version that a record must have for a call to change it, as the call says it. */
record Condition(IfVersion to, String text) {

  /**
   * Empty where the call has no place for it, or the write may find any version.
   *
   * @throws io.syncline.spi.AdapterException.Unsupported for a version that the place cannot have:
   *     without it the call would change whatever is there
   */
  static Optional<Condition> of(Optional<IfVersion> to, Optional<String> version, Records records) {
    return version.flatMap(
        token -> to.map(place -> new Condition(place, records.written(place, token))));
  }

  Map<String, String> headers() {
    return to.isHeader() ? Map.of(to.name(), text) : Map.of();
  }

  /** A path, with its query. */
  String path(String path) {
    return to.at() == IfVersion.At.QUERY ? Call.withQuery(path, to.name(), text) : path;
  }

  /** Into a body that has a place for it. What stands for a version in examples is no number. */
  void put(ObjectNode body) {
    if (to.at() == IfVersion.At.BODY) {
      Json.put(
          body,
          JsonPointer.compile(to.name()),
          to.form() == IfVersion.Form.NUMBER && isNumber(text)
              ? body.numberNode(new BigDecimal(text))
              : body.stringNode(text));
    }
  }

  /** Whether JSON has it as a number. */
  static boolean isNumber(String text) {
    return text.matches("-?(0|[1-9]\\d{0,99})(\\.\\d{1,99})?");
  }
}
