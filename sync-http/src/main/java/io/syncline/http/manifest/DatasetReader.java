package io.syncline.http.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/** Reads one entry of {@code datasets}. */
final class DatasetReader {

  private static final String TIME = "cursor.time";
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final String name;
  private final Section section;
  private final List<String> key;

  DatasetReader(String name, Section section) {
    this.name = name;
    this.section = section;
    this.key = section.texts("key");
  }

  DatasetManifest read() {
    if (key.isEmpty()) {
      section.fault("key", "must name the fields of the key, such as [id]");
    }
    DatasetManifest dataset =
        new DatasetManifest(
            name,
            key,
            section
                .section("schema")
                .map(schema -> new SchemaFields(schema, key).read())
                .orElse(List.of()),
            section.section("version").map(DatasetReader::version),
            section
                .section("read")
                .map(this::reads)
                .orElse(new ReadSpec(Optional.empty(), JsonPointer.empty(), Optional.empty())),
            section.section("scan").map(this::scan),
            section.section("feed").map(this::feed),
            section
                .section("write")
                .map(write -> new WriteReader(write, key).read())
                .orElse(
                    new WriteSpec(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
            section
                .section("inbound")
                .flatMap(inbound -> new InboundReader(inbound, key.size()).read()),
            section.duration("readAfterWrite", Duration.ZERO));
    conditions(dataset);
    if (section.has("inbound") && !section.has("read")) {
      section.fault("inbound", "must not be given without read: what is named is read by key");
    }
    section.end("attachments", "codec", "bulk", "preset");
    return dataset;
  }

  /** A condition needs a version to compare. */
  private void conditions(DatasetManifest dataset) {
    boolean conditional =
        dataset.write().update().flatMap(WriteSpec.Single::ifVersion).isPresent()
            || dataset.write().delete().flatMap(WriteSpec.Single::ifVersion).isPresent();
    if (conditional && dataset.version().isEmpty()) {
      section.fault("version", "must be given: writes say ifVersion");
    }
  }

  private static VersionSpec version(Section section) {
    Optional<String> header = section.word("etag", List.of("header"), Optional::of);
    VersionSpec version = new VersionSpec(header.isPresent(), section.pointer("field"));
    if (!section.has("etag") && !section.has("field")) {
      section.fault("field", "must be given, or etag: header");
    }
    section.end("digest", "modified", "weak");
    return version;
  }

  private ReadSpec reads(Section section) {
    ReadSpec read =
        new ReadSpec(
            section.call("one", new TreeSet<>(key)),
            section.pointer("record").orElse(JsonPointer.empty()),
            section.section("many").map(DatasetReader::many));
    if (read.many().isPresent() && key.size() > 1) {
      section.fault("many", "must not be used with a key of several fields");
    }
    section.end();
    return read;
  }

  private static ReadSpec.Many many(Section section) {
    Section ids = section.requiredSection("ids");
    ReadSpec.Many many =
        new ReadSpec.Many(
            section.requiredCall("call", Set.of()),
            ids.requiredText("param"),
            ids.integer("max", PagingReader.SIZE, 1),
            section.pointer("records").orElse(JsonPointer.empty()));
    ids.end("repeat");
    section.end();
    return many;
  }

  private ListSpec scan(Section section) {
    ListSpec scan = list(section, Set.of(BodyTemplate.PAGE_SIZE));
    section.end("where");
    return scan;
  }

  private ListSpec list(Section section, Set<String> variables) {
    Call call = section.requiredCall("call", variables);
    Optional<BodyTemplate> body = section.body("body", variables);
    if (body.isPresent() && call.method().equals("GET")) {
      section.fault("body", "must not be given with GET");
    }
    return new ListSpec(
        call,
        body,
        section.pointer("records").orElse(JsonPointer.empty()),
        PagingReader.read(section, key, body.isPresent()));
  }

  private FeedSpec feed(Section section) {
    section.word("kind", List.of("modified-since"), Optional::of);
    if (!section.has("kind")) {
      section.fault("kind", "must be given: modified-since");
    }
    Section cursor = section.requiredSection("cursor");
    FeedSpec feed =
        new FeedSpec(
            list(section, Set.of(BodyTemplate.PAGE_SIZE, TIME)),
            section.call("newest", Set.of()),
            cursor.requiredPointer("field"),
            cursor.word("format", TimeFormat.words(), TimeFormat::of).orElse(TimeFormat.ISO),
            cursor.duration("granularity", Duration.ofSeconds(1)),
            cursor.duration("lookBack", Duration.ofMinutes(2)),
            section.section("deletes").map(this::deletes),
            section.duration("every", EVERY));
    if (section.has("call") && !feed.list().variables().contains(TIME)) {
      section.fault("call", "must use {" + TIME + "}, or its body must");
    }
    cursor.end("tieBreak");
    section.end("retention", "onExpired");
    return feed;
  }

  private FeedSpec.Deletes deletes(Section deletes) {
    FeedSpec.Deletes spec =
        new FeedSpec.Deletes(deletes.requiredPointer("softFlag"), deletes.pointer("mergedInto"));
    if (spec.mergedInto().isPresent() && key.size() > 1) {
      deletes.fault("mergedInto", "must not be used with a key of several fields");
    }
    deletes.end("feed", "tombstone");
    return spec;
  }
}
