package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.IfVersion;
import io.syncline.http.manifest.ModifiedTime;
import io.syncline.http.manifest.VersionSpec;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Image;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome.FieldError;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One dataset's records in JSON. A native field is named by its JSON pointer without the first
 * slash: {@code full_name}, {@code address/city}; a slash in a name is {@code ~1}.
 */
final class Records {

  private final DatasetManifest manifest;
  private final List<String> fields;
  private final List<JsonPointer> keyPlaces;
  private final List<JsonPointer> places;
  private final Map<String, NativeField> described = new HashMap<>();
  private final Set<String> attached = new HashSet<>();

  /** The fields of the record before, which the next one most likely has as well. */
  private volatile List<String> usual;

  /** Carries these fields only; empty: those that the manifest describes, else every member. */
  Records(DatasetManifest manifest, List<String> fields) {
    this.manifest = manifest;
    this.fields =
        fields.isEmpty() ? manifest.schema().stream().map(NativeField::name).toList() : fields;
    manifest.schema().forEach(field -> described.put(field.name(), field));
    manifest.attachments().forEach(each -> attached.addAll(each.fields()));
    keyPlaces = manifest.key().stream().map(Records::pointer).toList();
    places = this.fields.stream().map(Records::pointer).toList();
    usual = List.copyOf(this.fields);
  }

  /** Empty for a record without one. */
  Optional<NativeKey> key(JsonNode record) {
    return key(record, keyPlaces);
  }

  /** The key whose parts are at these places; empty where one is not. */
  static Optional<NativeKey> key(JsonNode item, List<JsonPointer> places) {
    List<String> parts = new ArrayList<>();
    for (JsonPointer place : places) {
      Optional<String> part = Json.text(item, place);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new NativeKey(parts));
  }

  /** The key of the record that a write is of: of a new one, what its fields say. */
  Optional<NativeKey> key(Write write) {
    if (write.key().isPresent()) {
      return write.key();
    }
    List<String> parts =
        manifest.key().stream()
            .flatMap(field -> write.fields().get(field).stream())
            .filter(value -> !value.isNull())
            .map(Value::toString)
            .toList();
    return parts.size() == manifest.key().size()
        ? Optional.of(new NativeKey(parts))
        : Optional.empty();
  }

  /** The key of the record that has this address, as calls of one record end. */
  Optional<NativeKey> keyOf(String address) {
    return manifest.keyOf(address).flatMap(this::key);
  }

  /** Empty where a part of the key is missing. */
  Optional<NativeKey> key(Map<String, String> parts) {
    return parts.keySet().containsAll(manifest.key())
        ? Optional.of(
            new NativeKey(
                manifest.key().stream().map(field -> parts.getOrDefault(field, "")).toList()))
        : Optional.empty();
  }

  /** Whether there is one at all: what says nothing is no record of nulls. */
  static boolean isRecord(JsonNode node) {
    return node.isObject() && !node.isEmpty();
  }

  /** The fields of the key, in order. */
  List<String> keyFields() {
    return manifest.key();
  }

  /** For the variables of a path. */
  Map<String, String> variables(NativeKey key) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < manifest.key().size(); i++) {
      variables.put(manifest.key().get(i), key.parts().get(i));
    }
    return variables;
  }

  /** The image of one record among many. */
  Image image(JsonNode record) {
    return new Image(row(record), version(record), changedAt(record));
  }

  /** The image of the only record of an answer. */
  Image image(JsonNode record, HttpHeaders headers) {
    return new Image(row(record), version(headers).or(() -> version(record)), changedAt(record));
  }

  Row row(JsonNode record) {
    List<String> expected = usual;
    Row.Builder builder = Row.builder(expected);
    if (fields.isEmpty()) {
      record
          .properties()
          .forEach(
              member -> builder.set(escaped(member.getKey()), JsonValues.value(member.getValue())));
    }
    for (int i = 0; i < places.size(); i++) {
      String field = fields.get(i);
      value(field, record.at(places.get(i))).ifPresent(value -> builder.set(field, value));
    }
    Row row = builder.build();
    if (!row.names().equals(expected)) {
      usual = row.names();
    }
    return row;
  }

  /**
   * Many services leave out what is null: a field that may be null, and is missing, is so. An
   * attachment that is missing was not loaded.
   */
  private Optional<Value> value(String name, JsonNode found) {
    Optional<NativeField> field = Optional.ofNullable(described.get(name));
    if (found.isMissingNode()) {
      return field
          .filter(each -> each.nullable() && !attached.contains(name))
          .map(each -> Value.NULL);
    }
    return Optional.of(
        field
            .map(
                each ->
                    TypedValues.value(
                        found, each.type(), manifest.codec().decode().format().isTextual()))
            .orElseGet(() -> JsonValues.value(found)));
  }

  Optional<Version> version(JsonNode record) {
    return manifest.version().flatMap(spec -> version(spec, record)).map(Version::opaque);
  }

  private static Optional<String> version(VersionSpec spec, JsonNode record) {
    return spec.digest().isEmpty()
        ? spec.field().flatMap(at -> Json.text(record, at))
        : Optional.of(FieldsDigest.of(record, spec.digest()));
  }

  Optional<Version> version(HttpHeaders headers) {
    return manifest.version().filter(VersionSpec::header).isPresent()
        ? headers.firstValue("ETag").map(Version::opaque)
        : Optional.empty();
  }

  /**
   * A version as a call says that the record must have it.
   *
   * @throws AdapterException.Unsupported for one that {@link #misfit} is told of
   */
  String written(IfVersion to, String token) {
    if (!to.isDate() || token.equals(Samples.VERSION)) {
      return to.written(token);
    }
    return date(token)
        .orElseThrow(() -> new AdapterException.Unsupported("the version " + noTime(to, token)));
  }

  /** What keeps a call from saying so. */
  Optional<FieldError> misfit(IfVersion to, String token) {
    Optional<String> fault =
        to.isDate() && date(token).isEmpty()
            ? Optional.of(noTime(to, token))
            : to.form() == IfVersion.Form.NUMBER && !Condition.isNumber(token)
                ? Optional.of("must be a number, for " + to.place() + ": " + token)
                : Optional.empty();
    return fault.map(text -> new FieldError(versionField(), text));
  }

  /** Where a record has its version; empty text: nowhere. */
  private String versionField() {
    return manifest
        .version()
        .flatMap(VersionSpec::field)
        .map(at -> at.toString().substring(1))
        .orElse("");
  }

  private Optional<String> date(String token) {
    return modified().flatMap(modified -> modified.date(token));
  }

  /** How versions are read that are times. */
  Optional<ModifiedTime> modified() {
    return manifest.version().flatMap(VersionSpec::modified);
  }

  private static String noTime(IfVersion to, String token) {
    return "must be a time as its format has it, for " + to.name() + ": " + token;
  }

  Optional<Instant> changedAt(JsonNode record) {
    return manifest
        .feed()
        .flatMap(FeedSpec::stamp)
        .flatMap(stamp -> Json.text(record, stamp.field()).flatMap(stamp.format()::read));
  }

  /** Whether the record says of itself that it was deleted. */
  boolean isDeleted(JsonNode record) {
    return deletes()
        .flatMap(FeedSpec.Deletes::softFlag)
        .filter(flag -> !isOff(record.at(flag)))
        .isPresent();
  }

  /** The key of the record that this one was merged into, or renamed to. */
  Optional<NativeKey> movedTo(JsonNode record) {
    return isDeleted(record)
        ? deletes()
            .flatMap(FeedSpec.Deletes::mergedInto)
            .flatMap(at -> Json.text(record, at))
            .map(NativeKey::of)
        : Optional.empty();
  }

  private Optional<FeedSpec.Deletes> deletes() {
    return manifest.feed().flatMap(FeedSpec::deletes);
  }

  /** Whether one of these fields is of an attachment. */
  boolean haveAttached(Row row) {
    return row.names().stream().anyMatch(attached::contains);
  }

  void write(Row row, ObjectNode into) {
    row.forEach((name, value) -> Json.put(into, pointer(name), JsonValues.node(value)));
  }

  static JsonPointer pointer(String field) {
    return JsonPointer.compile("/" + field);
  }

  /** A flag may be a boolean, 0 or 1, or the time of the delete. */
  static boolean isOff(JsonNode flag) {
    return flag.isMissingNode()
        || flag.isNull()
        || Set.of("", "0", "false").contains(flag.asString());
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
