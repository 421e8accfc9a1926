package io.syncline.http.manifest;

import io.syncline.http.manifest.FeedSpec.Deletes;
import io.syncline.http.manifest.FeedSpec.Kind;
import io.syncline.http.manifest.FeedSpec.Latest;
import io.syncline.http.manifest.FeedSpec.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/** Reads {@code feed}: how a service tells its changes. */
final class FeedReader {

  private static final String TIME = "cursor.time";
  private static final String TIE = "cursor.tie";
  private static final String SEQUENCE = "cursor.sequence";
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final List<String> KINDS =
      List.of("modified-since", "delta-link", "token", "sequence");

  private final Section section;
  private final List<String> key;
  private final FeedItemReader items;

  private FeedReader(Section section, List<String> key, boolean readByKey) {
    this.section = section;
    this.key = key;
    items = new FeedItemReader(section, key, readByKey);
  }

  /** What its kind says of a feed. */
  private record Followed(ListSpec list, Kind kind, Optional<Stamp> stamp) {}

  /**
   * Reads it.
   *
   * @param key of the dataset
   * @param readByKey whether records can be
   */
  static FeedSpec read(Section section, List<String> key, boolean readByKey) {
    FeedReader reader = new FeedReader(section, key, readByKey);
    FeedSpec feed = reader.feed(reader.items.deletes());
    section.word("onExpired", List.of("compare"), Optional::of); // there is nothing else to do
    section.end();
    return feed;
  }

  /** One that lists deleted records: it has no deletes of its own, and its items need no record. */
  static FeedSpec deletions(Section section, List<String> key) {
    FeedSpec feed = new FeedReader(section, key, true).feed(Optional.empty());
    for (String once : List.of("images", "deletes", "retention", "onExpired", "every")) {
      if (section.has(once)) {
        section.fault(once, "must be given with the feed itself");
      }
    }
    section.end();
    return feed;
  }

  private FeedSpec feed(Optional<Deletes> deletes) {
    Followed followed = followed();
    boolean restarts = !(followed.kind() instanceof FeedSpec.ModifiedSince);
    return new FeedSpec(
        followed.list(),
        followed.kind(),
        items.item(),
        items.images(restarts ? FeedSpec.Images.PAST : FeedSpec.Images.CURRENT),
        followed.stamp(),
        restarts ? section.section("restarted").map(ConnectionReader::bodyIs) : Optional.empty(),
        deletes,
        retention(),
        section.duration("every", EVERY));
  }

  private Optional<Duration> retention() {
    Optional<Duration> retention = section.optionalDuration("retention");
    if (retention.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      section.fault("retention", "must be longer than none");
    }
    return retention;
  }

  private Followed followed() {
    Optional<String> kind = kind();
    if (kind.isEmpty()) {
      section.members(); // what they mean hangs on the kind
      return standIn();
    }
    Section cursor = section.requiredSection("cursor");
    Followed followed =
        switch (kind.get()) {
          case "delta-link" -> deltaLink(cursor);
          case "token" -> token(cursor);
          case "sequence" -> sequence(cursor);
          default -> modifiedSince(cursor);
        };
    cursor.end();
    return followed;
  }

  private Optional<String> kind() {
    if (section.text("kind").equals(Optional.of("stream"))) {
      section.fault("kind", "must not be stream: that is a key of the dataset, beside its feed");
      return Optional.empty();
    }
    if (!section.has("kind")) {
      section.fault("kind", "must be given, one of " + KINDS);
    }
    return section.word("kind", KINDS, Optional::of);
  }

  /** In the place of what cannot be read; its fault was told. */
  private static Followed standIn() {
    ListSpec list =
        new ListSpec(
            new Call("GET", "/"),
            Map.of(),
            Optional.empty(),
            JsonPointer.empty(),
            Paging.single(PagingReader.SIZE));
    return new Followed(
        list, new FeedSpec.DeltaLink(JsonPointer.empty(), Optional.empty()), Optional.empty());
  }

  private Followed modifiedSince(Section cursor) {
    Stamp stamp = stamp(cursor);
    Kind kind =
        new FeedSpec.ModifiedSince(
            newest(),
            stamp,
            cursor.duration("granularity", Duration.ofSeconds(1)),
            cursor.duration("lookBack", Duration.ofMinutes(2)),
            cursor.pointer("tieBreak"));
    ListSpec list =
        cursor.has("tieBreak")
            ? tied()
            : ListReader.read(section, key, Set.of(BodyTemplate.PAGE_SIZE, TIME));
    uses(list, TIME);
    return new Followed(list, kind, Optional.of(stamp));
  }

  /** By itself, or with a body. */
  private Optional<Call> newest() {
    Set<String> variables = Set.of(BodyTemplate.PAGE_SIZE);
    if (section.isText("newest")) {
      return section.call("newest", Set.of());
    }
    Optional<Section> whole = section.section("newest").filter(below -> below.has("call"));
    if (whole.isEmpty()) {
      return section.call("newest", Set.of(), variables);
    }
    Call call = whole.get().requiredCall("call", Set.of());
    Call newest = call.with(whole.get().body("body", call, variables));
    whole.get().end();
    return Optional.of(newest);
  }

  /** Pages go on by the time and the tie-break of their last records. */
  private ListSpec tied() {
    ListSpec list =
        ListReader.read(
            section,
            PagingReader.readSize(section, key),
            Optional.empty(),
            Set.of(BodyTemplate.PAGE_SIZE, TIME, TIE));
    uses(list, TIE);
    return list;
  }

  private Followed deltaLink(Section cursor) {
    JsonPointer from = cursor.requiredPointer("from");
    ListSpec list = ListReader.read(section, key, Set.of(BodyTemplate.PAGE_SIZE));
    if (list.call().soap().isPresent()) {
      section.fault("kind", "must not be delta-link with soap, which has one endpoint");
    }
    mustBeStable(list.paging());
    return new Followed(list, new FeedSpec.DeltaLink(from, latest(from)), changedAt());
  }

  private Followed token(Section cursor) {
    JsonPointer from = cursor.requiredPointer("from");
    Paging.Slot to = PagingReader.slot(section, cursor);
    Paging paging = PagingReader.read(section, key);
    mustBeStable(paging);
    ListSpec list =
        ListReader.read(section, paging, Optional.of(to), Set.of(BodyTemplate.PAGE_SIZE));
    return new Followed(list, new FeedSpec.Token(from, to, latest(from)), changedAt());
  }

  /** The next position is behind all pages, whatever was moved between them and read on none. */
  private void mustBeStable(Paging paging) {
    if (!paging.kind().isStable()) {
      section.fault("page", "must not be offset or number: others move while pages are read");
    }
  }

  private Followed sequence(Section cursor) {
    Optional<JsonPointer> newest = cursor.pointer("newest");
    Kind kind =
        new FeedSpec.Sequence(
            cursor.requiredPointer("field"),
            cursor.integer("lookBack", 0, 0),
            newest,
            cursor.pointer("oldest"),
            latest(newest.orElse(JsonPointer.empty())));
    int size = section.section("page").map(FeedReader::size).orElse(PagingReader.SIZE);
    ListSpec list =
        ListReader.read(
            section,
            Paging.single(size),
            Optional.empty(),
            Set.of(BodyTemplate.PAGE_SIZE, SEQUENCE));
    uses(list, SEQUENCE);
    return new Followed(list, kind, changedAt());
  }

  /** Pages go on by the number alone; each begins with the last record of the one before. */
  private static int size(Section page) {
    int size = page.integer("size", PagingReader.SIZE, 3);
    page.end();
    return size;
  }

  private void uses(ListSpec list, String variable) {
    if (section.has("call") && !list.variables().contains(variable)) {
      section.fault("call", "must use {" + variable + "}, or its body must");
    }
  }

  private Optional<Latest> latest(JsonPointer usual) {
    return section.section("latest").map(latest -> latest(latest, usual));
  }

  private static Latest latest(Section section, JsonPointer usual) {
    Latest latest =
        new Latest(section.requiredCall("call", Set.of()), section.pointer("from").orElse(usual));
    if (latest.from().matches()) {
      section.fault("from", "must be given: where the answer has the position");
    }
    section.end();
    return latest;
  }

  private Optional<Stamp> changedAt() {
    Optional<Section> changedAt = section.section("changedAt");
    Optional<Stamp> stamp = changedAt.map(FeedReader::stamp);
    changedAt.ifPresent(Section::end);
    return stamp;
  }

  private static Stamp stamp(Section section) {
    return new Stamp(
        section.requiredPointer("field"),
        section.word("format", TimeFormat.words(), TimeFormat::of).orElse(TimeFormat.ISO));
  }
}
