package io.syncline.http.rest;

import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.IfVersion;
import java.util.Map;
import java.util.Optional;

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
    return to.isHeader() ? path : Call.withQuery(path, to.name(), text);
  }
}
