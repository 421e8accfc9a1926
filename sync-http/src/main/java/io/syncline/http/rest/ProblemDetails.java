package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.FailureShape;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What is wrong as RFC 9457 has it, for services whose manifest does not say where it is told. */
final class ProblemDetails {

  /** The list of its example of a validation error, section 3. */
  static final FailureShape.Fields FIELDS =
      new FailureShape.Fields(at("/errors"), at("/pointer"), Optional.of(at("/detail")));

  /** No more than the status says (section 4.2.1). */
  private static final String BLANK = "about:blank";

  private static final JsonPointer TYPE = at("/type");
  private static final JsonPointer TITLE = at("/title");
  private static final JsonPointer DETAIL = at("/detail");

  private ProblemDetails() {}

  private static JsonPointer at(String place) {
    return JsonPointer.compile(place);
  }

  static Optional<String> code(JsonNode body) {
    return text(body).isPresent()
        ? Json.text(body, TYPE).filter(type -> !type.equals(BLANK))
        : Optional.empty();
  }

  static Optional<String> text(JsonNode body) {
    return Json.text(body, DETAIL).or(() -> Json.text(body, TITLE));
  }

  /**
   * The field that a text names: by a name, by a pointer, or by a pointer as a fragment (RFC 6901,
   * section 6).
   */
  static String field(String text) {
    String pointer = text;
    if (text.startsWith("#/")) {
      String fragment = text.substring(1);
      pointer = Call.decode(fragment).orElse(fragment);
    }
    return pointer.startsWith("/") ? pointer.substring(1) : pointer;
  }
}
