package io.syncline.http.manifest;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads {@code ifVersion}, of calls and of what is one of many in a call. */
final class IfVersionReader {

  private IfVersionReader() {}

  /** {@code calls}: those that are made conditional. */
  static IfVersion read(Section section, List<Call> calls) {
    boolean inQuery = section.has("query");
    String key = inQuery ? "query" : "header";
    if (inQuery && section.has("header")) {
      section.fault("query", "must not be given with header: a call has its version in one place");
    } else if (!inQuery && !section.has("header")) {
      section.fault("header", "must be given, or query");
    }
    IfVersion condition =
        new IfVersion(
            inQuery ? IfVersion.At.QUERY : IfVersion.At.HEADER,
            section.text(key).orElse("unset"),
            section.flag("quoted"));
    for (Call call : calls) {
      if (inQuery && call.asks(condition.name())) {
        section.fault(
            "query", "must be a parameter that the call has not already: " + condition.name());
      }
    }
    if (condition.isDate() && condition.quoted()) {
      section.fault("quoted", "must not be given with " + IfVersion.DATE + ", which is a date");
    }
    section.end("field");
    return condition;
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
