package io.syncline.http.rest;

import io.syncline.http.manifest.ErrorRule.BodyIs;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.FeedSpec.Deletes;
import io.syncline.http.manifest.FeedSpec.DeltaLink;
import io.syncline.http.manifest.FeedSpec.Kind;
import io.syncline.http.manifest.FeedSpec.Latest;
import io.syncline.http.manifest.FeedSpec.Mark;
import io.syncline.http.manifest.FeedSpec.ModifiedSince;
import io.syncline.http.manifest.FeedSpec.Sequence;
import io.syncline.http.manifest.FeedSpec.Token;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.Paging;
import io.syncline.http.rest.Judge.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/** Tells how changes of one dataset are followed. */
final class FeedExplanation {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "cursor.time",
          "{cursor.time}",
          "cursor.tie",
          "{cursor.tie}",
          "cursor.sequence",
          "{cursor.sequence}");

  private final DatasetExplanation dataset;
  private final FeedSpec feed;

  FeedExplanation(DatasetExplanation dataset, FeedSpec feed) {
    this.dataset = dataset;
    this.feed = feed;
  }

  void tell() {
    Optional<FeedSpec> deletions = feed.deletes().flatMap(Deletes::feed);
    deletions.ifPresent(FeedExplanation.this::begin);
    begin(feed);
    deletions.ifPresent(
        each ->
            follow(
                "looks for what was deleted, before each look for changes",
                each,
                List.of("what is told there is read by key: it may be there again")));
    follow(
        "follows changes, every " + Words.of(feed.every()) + " where there were none",
        feed,
        meaning());
  }

  /** The call that tells where to begin, if there is one. */
  private void begin(FeedSpec spec) {
    Kind kind = spec.kind();
    if (kind instanceof ModifiedSince modified) {
      modified
          .newest()
          .ifPresent(
              call ->
                  dataset.list(
                      "looks for the newest record, before a listing and to begin behind it",
                      new ListSpec(
                          call,
                          spec.list().headers(),
                          Optional.empty(),
                          spec.list().records(),
                          Paging.single(1)),
                      new Since.Beginning(),
                      VARIABLES,
                      List.of("success: its time is at " + modified.stamp().field())));
    }
    latest(kind)
        .ifPresent(
            latest ->
                dataset.call(
                    "asks where changes end, before a listing and to begin there",
                    latest.call(),
                    () -> new LatestCall(dataset.service(), spec.list().headers()).request(latest),
                    Question.LISTING,
                    List.of("success: the position is at " + latest.from())));
  }

  private static Optional<Latest> latest(Kind kind) {
    if (kind instanceof Token token) {
      return token.latest();
    }
    if (kind instanceof DeltaLink link) {
      return link.latest();
    }
    return kind instanceof Sequence sequence ? sequence.latest() : Optional.empty();
  }

  private void follow(String what, FeedSpec spec, List<String> meaning) {
    List<String> success = new ArrayList<>();
    success.add("success: what is told is in the list " + Words.at(spec.list().records()));
    success.addAll(positions(spec.kind()));
    spec.restarted()
        .ifPresent(is -> success.add(words(is) + " means cursor-expired, but at the beginning"));
    spec.retention()
        .ifPresent(
            time -> success.add("a position of more than " + Words.of(time) + " ago is expired"));
    item(spec.item()).ifPresent(success::add);
    success.addAll(meaning);
    Since since =
        spec.kind() instanceof Token token
            ? new Since.Token(token.to(), "{" + token.from() + "}")
            : new Since.Beginning();
    dataset.pages(what, spec.list(), since, VARIABLES, success);
  }

  private static List<String> positions(Kind kind) {
    if (kind instanceof ModifiedSince modified) {
      return modified(modified);
    }
    if (kind instanceof Sequence sequence) {
      return numbered(sequence);
    }
    boolean led = kind instanceof DeltaLink;
    JsonPointer from = led ? ((DeltaLink) kind).from() : ((Token) kind).from();
    String begins =
        latest(kind).isPresent() ? "" : "; to begin, everything is read without " + noun(led);
    return List.of(
        "the last page must have "
            + noun(led)
            + " of the next look at "
            + from
            + (led ? ", below base" : "")
            + begins);
  }

  private static String noun(boolean led) {
    return led ? "the address" : "the token";
  }

  private static List<String> modified(ModifiedSince kind) {
    List<String> lines = new ArrayList<>();
    if (kind.newest().isEmpty()) {
      lines.add("before a listing and at the beginning, the Date of its answer tells the time");
    }
    lines.add(
        "times are at %s; the next look begins %s before the newest of them"
            .formatted(kind.stamp().field(), Words.of(kind.lookBack().plus(kind.granularity()))));
    kind.tieBreak()
        .ifPresent(
            at ->
                lines.add(
                    "pages go on behind the time and what is at %s of their last records, until one is"
                            .formatted(at)
                        + " empty; the next look begins there once all of that time were there"));
    return lines;
  }

  private static List<String> numbered(Sequence kind) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "numbers are at %s; the next page begins with the last of them, the next look %d below it"
            .formatted(kind.field(), kind.lookBack()));
    if (kind.latest().isEmpty()) {
      lines.add("to begin, everything is read");
    }
    kind.newest().ifPresent(at -> lines.add("less than that at " + at + " means cursor-expired"));
    kind.oldest()
        .ifPresent(at -> lines.add("more than the next number at " + at + " means cursor-expired"));
    return lines;
  }

  private static Optional<String> item(FeedSpec.Item item) {
    List<String> places = new ArrayList<>();
    if (!item.key().isEmpty()) {
      places.add(
          "its key at "
              + item.key().stream().map(JsonPointer::toString).collect(Collectors.joining(", ")));
    }
    item.entityId().ifPresent(at -> places.add("its entity-id at " + at));
    item.record().filter(at -> !at.matches()).ifPresent(at -> places.add("its record at " + at));
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of("each has " + String.join(", ", places));
  }

  private List<String> meaning() {
    List<String> lines = new ArrayList<>();
    lines.add(
        switch (feed.images()) {
          case CURRENT -> "records are believed to be as they are told";
          case PAST -> "records may be older than what is there, which is read by key in doubt";
          case PARTIAL -> "what was changed is read by key";
        });
    feed.deletes().ifPresent(deletes -> lines.addAll(deletes(deletes)));
    return lines;
  }

  private static List<String> deletes(Deletes deletes) {
    List<String> lines = new ArrayList<>();
    deletes
        .softFlag()
        .ifPresent(
            flag ->
                lines.add(
                    "one is gone that says so at "
                        + flag
                        + deletes
                            .mergedInto()
                            .map(at -> ", or moved to the key at " + at)
                            .orElse("")));
    deletes
        .tombstone()
        .ifPresent(
            mark ->
                lines.add(
                    "one is gone that has "
                        + words(mark)
                        + deletes
                            .certain()
                            .map(is -> ", and " + words(is) + "; without that it is read by key")
                            .orElse("")));
    return lines;
  }

  private static String words(Mark mark) {
    List<String> parts = new ArrayList<>();
    mark.is().ifPresent(parts::add);
    mark.ends().ifPresent(end -> parts.add("an end in " + end));
    return (parts.isEmpty() ? "anything" : String.join(" and ", parts)) + " at " + mark.at();
  }

  private static String words(BodyIs is) {
    return is.is() + " at " + is.at();
  }
}
