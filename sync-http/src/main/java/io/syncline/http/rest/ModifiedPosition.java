package io.syncline.http.rest;

import io.syncline.http.manifest.FeedSpec.ModifiedSince;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a feed of modifications stands.
 *
 * <p>A feed is drained again and again: each drain asks for what was modified since {@link #since}
 * and follows the service's pages to their end. The next drain must begin early enough to find what
 * this one could not see: a change that was stamped before a page was read and committed after it,
 * at most {@code lookBack} later.
 *
 * <p>When a record stamped {@code newest} was seen at our time {@code newestAt}, the service's
 * clock had reached {@code newest}; so when the drain began, at our time {@code started}, it had
 * reached at least {@code newest + (started - newestAt)}. What is stamped earlier than that less
 * {@code lookBack} and {@code granularity} was there to be seen. Our clock only measures time that
 * passed, it is never compared with the service's. {@code since} never goes beyond {@code newest},
 * so a clock that jumps can not skip what is modified later, and an idle feed comes to ask for no
 * more than the newest records.
 *
 * <p>Where the service sets records of one time in order, {@code since} is a time and the place of
 * a record among those. It is behind the newest record only once {@code since} would go beyond its
 * time: then all of that time were there to be seen, however many they are, and an idle feed comes
 * to ask for nothing.
 */
final class ModifiedPosition implements Position {

  private Instant since;
  private Instant from;
  private Optional<Pages.Place> place;
  private Asked asked;
  private Instant newest;
  private Instant newestAt;
  private final Told told;
  private String sinceTie = "";
  private String fromTie = "";
  private String newestTie = "";

  private ModifiedPosition(
      Instant since,
      Instant from,
      Optional<Pages.Place> place,
      Asked asked,
      Instant newest,
      Instant newestAt,
      Told told) {
    this.since = since;
    this.from = from;
    this.place = place;
    this.asked = asked;
    this.newest = newest;
    this.newestAt = newestAt;
    this.told = told;
  }

  static ModifiedPosition at(Instant since, Asked asked) {
    return new ModifiedPosition(
        since, since, Optional.empty(), asked, Instant.EPOCH, Instant.EPOCH, new Told());
  }

  /** What was modified since is asked for by each drain. */
  Instant since() {
    return since;
  }

  /** The time that pages are asked from; not earlier than {@link #since}. */
  Instant from() {
    return from;
  }

  /** Of {@link #from}, what is before the records that are asked for; empty text: nothing. */
  String fromTie() {
    return fromTie;
  }

  /** The page to read next; empty: the first of a new drain. */
  Optional<Pages.Place> place() {
    return place;
  }

  @Override
  public boolean isAmid() {
    return place.isPresent();
  }

  @Override
  public Instant needed() {
    return asked.since();
  }

  /** Before the first page of a drain. */
  void begin(Instant now) {
    asked = asked.begin(now);
    from = since;
    fromTie = sinceTie;
  }

  /** Whether the item was not handed out before; from now on it was. */
  boolean isNew(JsonNode item, Instant stamp) {
    return told.isNew(item, stamp.toEpochMilli());
  }

  /** A stamp that the service's records carry, seen at our time {@code now}. */
  void sawStamp(Instant stamp, Instant now) {
    sawStamp(stamp, "", now);
  }

  /** The same, with the record's place among those of one time; they come in order. */
  void sawStamp(Instant stamp, String tie, Instant now) {
    if (stamp.isAfter(newest)) {
      newest = stamp;
      newestAt = now;
    }
    newestTie = stamp.equals(newest) ? tie : newestTie;
  }

  /** Amid a page, of which the rest is to be read. */
  void stay(Pages.Place at) {
    place = Optional.of(at);
  }

  /** After a page that is not the last. */
  void goOn(Pages.Place next, ModifiedSince kind) {
    place = Optional.of(next);
    told.forgetBefore(horizon(kind).toEpochMilli());
  }

  /** The same, with the first page of what was modified since a time. */
  void goOnFrom(Instant time, Pages.Place first, ModifiedSince kind) {
    from = time;
    goOn(first, kind);
  }

  /** The same, with what is behind a record of that time. */
  void goOnFrom(Instant time, String tie, Pages.Place first, ModifiedSince kind) {
    fromTie = tie;
    goOnFrom(time, first, kind);
  }

  /** After the last page. */
  void drained(ModifiedSince kind) {
    place = Optional.empty();
    asked = asked.end();
    Instant horizon = horizon(kind);
    if (kind.tieBreak().isPresent() && isPast(newest, kind)) {
      since = newest;
      sinceTie = newestTie;
    } else if (horizon.isAfter(since)) {
      since = horizon;
      sinceTie = "";
    }
    told.forgetBefore(since.toEpochMilli());
  }

  private Instant horizon(ModifiedSince kind) {
    if (newest.equals(Instant.EPOCH)) {
      return since;
    }
    Instant horizon = seenUntil(kind).truncatedTo(ChronoUnit.MILLIS);
    return horizon.isAfter(newest) ? newest.truncatedTo(ChronoUnit.MILLIS) : horizon;
  }

  /** What is stamped earlier was there when the drain began. */
  private Instant seenUntil(ModifiedSince kind) {
    return newest
        .plus(Duration.between(newestAt, asked.begun()))
        .minus(kind.lookBack())
        .minus(kind.granularity());
  }

  private boolean isPast(Instant stamp, ModifiedSince kind) {
    return !stamp.equals(Instant.EPOCH) && seenUntil(kind).isAfter(stamp);
  }

  @Override
  public void keep(int most) {
    told.keep(most);
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    Cursors.write(out, since);
    Cursors.write(out, from);
    out.writeBoolean(place.isPresent());
    if (place.isPresent()) {
      Cursors.write(out, place.get());
    }
    asked.write(out);
    Cursors.write(out, newest);
    Cursors.write(out, newestAt);
    told.write(out);
    for (String tie : List.of(sinceTie, fromTie, newestTie)) {
      Cursors.write(out, tie);
    }
  }

  static ModifiedPosition read(DataInputStream in) throws IOException {
    Instant since = Cursors.time(in);
    Instant from = Cursors.time(in);
    Optional<Pages.Place> place =
        in.readBoolean() ? Optional.of(Cursors.place(in)) : Optional.empty();
    Asked asked = Asked.read(in);
    Instant newest = Cursors.time(in);
    Instant newestAt = Cursors.time(in);
    ModifiedPosition position =
        new ModifiedPosition(since, from, place, asked, newest, newestAt, Told.read(in));
    if (in.available() > 0) { // there were no ties before
      position.sinceTie = Cursors.text(in);
      position.fromTie = Cursors.text(in);
      position.newestTie = Cursors.text(in);
    }
    return position;
  }

  @Override
  public String toString() {
    return "since "
        + since
        + (sinceTie.isEmpty() ? "" : " after " + sinceTie)
        + place.map(page -> " page " + (page.number() + 1)).orElse("");
  }
}
