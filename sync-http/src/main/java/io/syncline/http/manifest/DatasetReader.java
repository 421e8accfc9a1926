package io.syncline.http.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/** Reads one entry of {@code datasets}. */
final class DatasetReader {

  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 10_000;
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final String name;
  private final Section section;

  DatasetReader(String name, Section section) {
    this.name = name;
    this.section = section;
  }

  DatasetManifest read() {
    List<String> key = section.texts("key");
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
                .map(read -> reads(read, key))
                .orElse(new ReadSpec(Optional.empty(), JsonPointer.empty(), Optional.empty())),
            section.section("scan").map(DatasetReader::scan),
            section.section("feed").map(this::feed),
            section
                .section("write")
                .map(write -> new WriteReader(write, key).read())
                .orElse(
                    new WriteSpec(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
            section.duration("readAfterWrite", Duration.ZERO));
    conditions(dataset);
    section.end("inbound", "attachments", "codec", "bulk", "preset");
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

  private static ReadSpec reads(Section section, List<String> key) {
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
            ids.integer("max", PAGE_SIZE, 1),
            section.pointer("records").orElse(JsonPointer.empty()));
    ids.end("repeat");
    section.end();
    return many;
  }

  private static ScanSpec scan(Section section) {
    ScanSpec scan =
        new ScanSpec(
            section.requiredCall("call", Set.of("page.size")),
            section.pointer("records").orElse(JsonPointer.empty()),
            paging(section));
    section.end("where");
    return scan;
  }

  private FeedSpec feed(Section section) {
    section.word("kind", List.of("modified-since"), Optional::of);
    if (!section.has("kind")) {
      section.fault("kind", "must be given: modified-since");
    }
    Section cursor = section.requiredSection("cursor");
    FeedSpec feed =
        new FeedSpec(
            section.requiredCall("call", Set.of("page.size", "cursor.time")),
            section.call("newest", Set.of()),
            section.pointer("records").orElse(JsonPointer.empty()),
            paging(section),
            cursor.requiredPointer("field"),
            cursor.word("format", TimeFormat.words(), TimeFormat::of).orElse(TimeFormat.ISO),
            cursor.duration("granularity", Duration.ofSeconds(1)),
            cursor.duration("lookBack", Duration.ofMinutes(2)),
            section.section("deletes").map(this::deletes),
            section.duration("every", EVERY));
    if (section.has("call") && !feed.call().variables().contains("cursor.time")) {
      section.fault("call", "must use {cursor.time}");
    }
    cursor.end("tieBreak");
    section.end("retention", "onExpired");
    return feed;
  }

  private FeedSpec.Deletes deletes(Section deletes) {
    FeedSpec.Deletes spec =
        new FeedSpec.Deletes(deletes.requiredPointer("softFlag"), deletes.pointer("mergedInto"));
    if (spec.mergedInto().isPresent() && section.texts("key").size() > 1) {
      deletes.fault("mergedInto", "must not be used with a key of several fields");
    }
    deletes.end("feed", "tombstone");
    return spec;
  }

  private static Paging paging(Section parent) {
    if (!parent.has("page")) {
      return new Paging(new Paging.Single(), PAGE_SIZE, 1);
    }
    Section section = parent.requiredSection("page");
    List<Paging.Kind> kinds = new ArrayList<>();
    section.section("cursor").ifPresent(cursor -> kinds.add(token(cursor)));
    section.section("offset").ifPresent(offset -> kinds.add(offset(offset)));
    section.section("number").ifPresent(number -> kinds.add(number(number)));
    section.section("nextUrl").ifPresent(next -> kinds.add(nextUrl(next)));
    section
        .word("link", List.of("next"), Optional::of)
        .ifPresent(link -> kinds.add(new Paging.NextUrl(Optional.empty())));
    if (kinds.size() != 1) {
      parent.fault("page", "must be one of cursor, offset, number, nextUrl, link");
    }
    Paging paging =
        new Paging(
            kinds.isEmpty() ? new Paging.Single() : kinds.get(0),
            section.integer("size", PAGE_SIZE, 1),
            section.integer("maxPages", MAX_PAGES, 1));
    section.end("keyset", "pageInfo");
    return paging;
  }

  private static Paging.Kind token(Section section) {
    Paging.Kind token = new Paging.Token(section.requiredPointer("from"), slot(section));
    section.end();
    return token;
  }

  private static Paging.Kind offset(Section section) {
    Paging.Kind offset = new Paging.Offset(slot(section));
    section.end();
    return offset;
  }

  private static Paging.Kind number(Section section) {
    Paging.Kind number = new Paging.PageNumber(slot(section), section.integer("first", 1, 0));
    section.end();
    return number;
  }

  private static Paging.Kind nextUrl(Section section) {
    Paging.Kind next = new Paging.NextUrl(Optional.of(section.requiredPointer("from")));
    section.end();
    return next;
  }

  private static Paging.Slot slot(Section section) {
    String text = section.requiredText("to");
    if (section.has("to") && !text.matches("(query|header)\\.\\S+")) {
      section.fault("to", "must be query.name or header.name: " + text);
    }
    return new Paging.Slot(text.startsWith("header."), text.substring(text.indexOf('.') + 1));
  }
}
