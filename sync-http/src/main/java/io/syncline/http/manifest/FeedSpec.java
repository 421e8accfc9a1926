package io.syncline.http.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * How a service tells its changes.
 *
 * @param stamp where a record has its time of modification; empty: nowhere
 * @param restarted what an answer says that tells everything anew, and so no deletes; empty: the
 *     service never does so unasked
 * @param deletes how they show; empty: not at all
 * @param retention how long the service goes on from a position; empty: it says when it does not
 * @param every how long to wait when there was nothing
 */
public record FeedSpec(
    ListSpec list,
    Kind kind,
    Item item,
    Images images,
    Optional<Stamp> stamp,
    Optional<ErrorRule.BodyIs> restarted,
    Optional<Deletes> deletes,
    Optional<Duration> retention,
    Duration every) {

  /** All calls that are made for it. */
  List<Call> calls() {
    List<Call> calls = new ArrayList<>(List.of(list.call()));
    kind.first().ifPresent(calls::add);
    deletes.flatMap(Deletes::feed).ifPresent(feed -> calls.addAll(feed.calls()));
    return calls;
  }

  /** What a position is, and where it comes from. */
  public sealed interface Kind {

    /** Names what its positions mean; cursors are bound to it. */
    String text();

    /** The call that tells where to begin; empty: there is none. */
    Optional<Call> first();
  }

  /**
   * What was modified since a time, in order of that time.
   *
   * @param newest a call that answers with the newest records first, to learn the service's time
   * @param stamp where an item has that time
   * @param granularity what those times are cut to
   * @param lookBack how long after its time of modification a change may still appear
   * @param tieBreak where an item has what sets records of one time in order; calls ask for what is
   *     behind a time and it. Empty: they ask by the time alone
   */
  public record ModifiedSince(
      Optional<Call> newest,
      Stamp stamp,
      Duration granularity,
      Duration lookBack,
      Optional<JsonPointer> tieBreak)
      implements Kind {

    @Override
    public String text() {
      return stamp.field() + tieBreak.map(at -> " " + at).orElse("");
    }

    @Override
    public Optional<Call> first() {
      return newest;
    }
  }

  /**
   * What changed since the service gave out a link.
   *
   * @param from where the last page of an answer has the link
   * @param latest tells the link for what is to come; empty: everything is read to get there
   */
  public record DeltaLink(JsonPointer from, Optional<Latest> latest) implements Kind {

    @Override
    public String text() {
      return "delta-link " + from;
    }

    @Override
    public Optional<Call> first() {
      return latest.map(Latest::call);
    }
  }

  /**
   * What changed since the service gave out a token.
   *
   * @param from where the last page of an answer has it
   * @param to where calls take it; without it they answer with everything
   * @param latest tells the token for what is to come; empty: everything is read to get there
   */
  public record Token(JsonPointer from, Paging.Slot to, Optional<Latest> latest) implements Kind {

    @Override
    public String text() {
      return "token " + from + " " + to.text();
    }

    @Override
    public Optional<Call> first() {
      return latest.map(Latest::call);
    }
  }

  /**
   * What has a number above the one that is asked for, in order of those numbers.
   *
   * @param field where an item has its number, 1 or more
   * @param lookBack how far below a number that was told a change may still appear
   * @param newest where an answer has the highest number there is; empty: it does not say
   * @param oldest where an answer has the lowest number that is still kept; empty: likewise
   * @param latest tells the highest number; empty: everything is read to get there
   */
  public record Sequence(
      JsonPointer field,
      int lookBack,
      Optional<JsonPointer> newest,
      Optional<JsonPointer> oldest,
      Optional<Latest> latest)
      implements Kind {

    @Override
    public String text() {
      return "sequence " + field;
    }

    @Override
    public Optional<Call> first() {
      return latest.map(Latest::call);
    }
  }

  /** A call that tells the position behind everything, and where its answer has it. */
  public record Latest(Call call, JsonPointer from) {}

  /** A time within a record. */
  public record Stamp(JsonPointer field, TimeFormat format) {}

  /**
   * What a feed lists.
   *
   * @param key where the parts of the key are; empty: where records have them
   * @param entityId where items without a key name themselves as OData does; empty: nowhere
   * @param record where the record is; empty: the item has none, and its key is all it tells
   */
  public record Item(
      List<JsonPointer> key, Optional<JsonPointer> entityId, Optional<JsonPointer> record) {

    public Item {
      key = List.copyOf(key);
    }
  }

  /** What the records in a feed are. */
  public enum Images {
    /** The record as it is when it is read. */
    CURRENT,
    /** The record as it was at some time. */
    PAST,
    /** What was changed of it. */
    PARTIAL
  }

  /**
   * How deletes show; any of these.
   *
   * @param softFlag where a record says that it was deleted
   * @param mergedInto where such a record names the key of the one that it is part of now
   * @param tombstone what an item has that stands for a deleted record
   * @param certain what a tombstone says where the record is gone for sure; others are read by key
   * @param feed a call of its own that lists deleted records
   */
  public record Deletes(
      Optional<JsonPointer> softFlag,
      Optional<JsonPointer> mergedInto,
      Optional<Mark> tombstone,
      Optional<ErrorRule.BodyIs> certain,
      Optional<FeedSpec> feed) {}

  /**
   * A value that sets some items apart.
   *
   * @param is the value as text; empty: any but null and false
   * @param ends how the text ends; empty: anyhow
   */
  public record Mark(JsonPointer at, Optional<String> is, Optional<String> ends) {}
}
