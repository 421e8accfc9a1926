package io.syncline.http.rest;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JsonPointer;

/** Values as people write them. */
final class Words {

  private Words() {}

  /** Such as {@code 1m30s}. */
  static String of(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Where something is in a body. */
  static String at(JsonPointer place) {
    return place.matches() ? "the body" : "at " + place;
  }
}
