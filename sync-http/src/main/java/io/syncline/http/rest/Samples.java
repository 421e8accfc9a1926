package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.Paging;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keys, pages and writes whose values are variables, such as {@code {id}}. */
final class Samples {

  /** In the place of a version; no time is written so. */
  static final String VERSION = "{version}";

  private final DatasetManifest manifest;

  Samples(DatasetManifest manifest) {
    this.manifest = manifest;
  }

  NativeKey key() {
    return new NativeKey(manifest.key().stream().map(Samples::variable).toList());
  }

  /** {@code places}: those of its body, which name its fields. */
  Write write(WriteKind kind, boolean conditional, Optional<Set<String>> places) {
    Precondition condition =
        kind == WriteKind.CREATE
            ? new Precondition.Absent()
            : conditional
                ? new Precondition.VersionIs(Version.opaque(VERSION))
                : new Precondition.Exists();
    Optional<NativeKey> key = kind == WriteKind.CREATE ? namedKey() : Optional.of(key());
    Row fields = kind == WriteKind.DELETE ? Row.empty() : row(places);
    return new Write("{write.id}", kind, key, fields, condition, false);
  }

  /** Where we give a new record its key, in the call that creates it. */
  private Optional<NativeKey> namedKey() {
    return manifest
        .write()
        .create()
        .filter(create -> create.call().names(manifest.key()))
        .map(create -> key());
  }

  private Row row(Optional<Set<String>> places) {
    Stream<String> names =
        places.isPresent()
            ? places.get().stream()
                .filter(name -> name.startsWith(WriteSpec.FIELD))
                .map(name -> name.substring(WriteSpec.FIELD.length()))
            : manifest.schema().stream().filter(field -> !field.readOnly()).map(NativeField::name);
    Row.Builder row = Row.builder();
    List<String> all = names.sorted().toList();
    all.forEach(name -> row.set(name, Value.of(variable(name))));
    return all.isEmpty() && places.isEmpty() ? Row.of("FIELD", Value.of("{value}")) : row.build();
  }

  static Pages.Place first(Paging paging) {
    return new Pages.Place("", 0, paging.size());
  }

  static Pages.Place second(Paging paging) {
    String token = "";
    if (paging.kind() instanceof Paging.Token next) {
      token = variable(next.from().toString());
    } else if (paging.kind() instanceof Paging.Offset) {
      token = Integer.toString(paging.size());
    } else if (paging.kind() instanceof Paging.Keyset keyset) {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      keyset.parts().forEach(part -> values.add("{last record's " + part.from() + "}"));
      token = Json.write(values);
    }
    return new Pages.Place(token, 1, paging.size());
  }

  /** When a listing is over. */
  static List<String> ends(Paging paging) {
    List<String> ends = new ArrayList<>();
    if (paging.kind() instanceof Paging.Token token) {
      ends.add("ends with an answer that has nothing at " + token.from());
    } else if (paging.kind() instanceof Paging.NextUrl next) {
      ends.add(
          "ends with an answer that has no such " + (next.from().isPresent() ? "address" : "link"));
    } else if (paging.kind() instanceof Paging.Offset offset && offset.total().isPresent()) {
      ends.add("ends with as many records as " + offset.total().get() + " says, or a page without");
    } else if (!(paging.kind() instanceof Paging.Single)) {
      ends.add("ends with a page without records");
    }
    paging.more().map(JsonPointer::toString).ifPresent(at -> ends.add("ends with false at " + at));
    if (paging.ends() == Paging.Ends.SHORT) {
      ends.add("ends with a page of fewer than " + paging.size() + " records");
    } else if (paging.ends() == Paging.Ends.SAME) {
      ends.add("ends with a page that leads to itself");
    }
    if (!(paging.kind() instanceof Paging.Single)) {
      ends.add("more than " + paging.maxPages() + " pages are refused");
    }
    return ends;
  }

  private static String variable(String name) {
    return "{" + name + "}";
  }
}
