package io.syncline.http.rest;

import io.syncline.http.manifest.FeedSpec;
import io.syncline.model.LargeObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
 * <p>What was handed out and may be read again is remembered by a digest, as far as there is room;
 * what is forgotten is handed out twice, which does no harm.
 */
final class FeedPosition {

  /** Digests that a cursor holds: some 48 of its 64 KiB. */
  static final int MAX_REMEMBERED = 2400;

  private static final int DIGEST_BYTES = 12;

  private Instant since;
  private Optional<Pages.Place> place;
  private Instant started;
  private Instant newest;
  private Instant newestAt;
  private final Map<Digest, Instant> seen;

  private FeedPosition(
      Instant since,
      Optional<Pages.Place> place,
      Instant started,
      Instant newest,
      Instant newestAt,
      Map<Digest, Instant> seen) {
    this.since = since;
    this.place = place;
    this.started = started;
    this.newest = newest;
    this.newestAt = newestAt;
    this.seen = seen;
  }

  private record Digest(long head, int tail) {
    static Digest of(byte[] record) {
      ByteBuffer bytes = ByteBuffer.wrap(LargeObject.sha256().digest(record), 0, DIGEST_BYTES);
      return new Digest(bytes.getLong(), bytes.getInt());
    }
  }

  static FeedPosition at(Instant since) {
    return new FeedPosition(
        since,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        new LinkedHashMap<>());
  }

  Instant since() {
    return since;
  }

  /** The page to read next; empty: the first of a new drain. */
  Optional<Pages.Place> place() {
    return place;
  }

  int remembered() {
    return seen.size();
  }

  /** Before the first page of a drain. */
  void begin(Instant now) {
    started = now;
  }

  /** Whether the record was not handed out before; from now on it was. */
  boolean isNew(byte[] record, Instant stamp) {
    Digest digest = Digest.of(record);
    boolean known = seen.remove(digest) != null;
    seen.put(digest, stamp);
    if (seen.size() > MAX_REMEMBERED) {
      Iterator<Digest> oldest = seen.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return !known;
  }

  /** A stamp that the service's records carry, seen at our time {@code now}. */
  void sawStamp(Instant stamp, Instant now) {
    if (stamp.isAfter(newest)) {
      newest = stamp;
      newestAt = now;
    }
  }

  /** Amid a page, of which the rest is to be read. */
  void stay(Pages.Place at) {
    place = Optional.of(at);
  }

  /** After a page that is not the last. */
  void goOn(Pages.Place next, FeedSpec spec) {
    place = Optional.of(next);
    Instant horizon = horizon(spec);
    seen.values().removeIf(stamp -> stamp.isBefore(horizon));
  }

  /** After the last page. */
  void drained(FeedSpec spec) {
    place = Optional.empty();
    Instant horizon = horizon(spec);
    since = horizon.isAfter(since) ? horizon : since;
    seen.values().removeIf(stamp -> stamp.isBefore(since));
  }

  private Instant horizon(FeedSpec spec) {
    if (newest.equals(Instant.EPOCH)) {
      return since;
    }
    Instant horizon =
        newest
            .plus(Duration.between(newestAt, started))
            .minus(spec.lookBack())
            .minus(spec.granularity())
            .truncatedTo(ChronoUnit.MILLIS);
    return horizon.isAfter(newest) ? newest.truncatedTo(ChronoUnit.MILLIS) : horizon;
  }

  void write(DataOutputStream out) throws IOException {
    Cursors.write(out, since);
    out.writeBoolean(place.isPresent());
    if (place.isPresent()) {
      Cursors.write(out, place.get());
    }
    Cursors.write(out, started);
    Cursors.write(out, newest);
    Cursors.write(out, newestAt);
    out.writeInt(seen.size());
    for (Map.Entry<Digest, Instant> entry : seen.entrySet()) {
      out.writeLong(entry.getKey().head());
      out.writeInt(entry.getKey().tail());
      out.writeLong(entry.getValue().toEpochMilli());
    }
  }

  static FeedPosition read(DataInputStream in) throws IOException {
    Instant since = Cursors.time(in);
    Optional<Pages.Place> place =
        in.readBoolean() ? Optional.of(Cursors.place(in)) : Optional.empty();
    Instant started = Cursors.time(in);
    Instant newest = Cursors.time(in);
    Instant newestAt = Cursors.time(in);
    Map<Digest, Instant> seen = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      Digest digest = new Digest(in.readLong(), in.readInt());
      seen.put(digest, Instant.ofEpochMilli(in.readLong()));
    }
    return new FeedPosition(since, place, started, newest, newestAt, seen);
  }

  @Override
  public String toString() {
    return "since " + since + place.map(page -> " page " + (page.number() + 1)).orElse("");
  }
}
