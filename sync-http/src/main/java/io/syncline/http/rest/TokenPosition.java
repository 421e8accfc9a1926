package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.model.LargeObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a feed stands whose service gives out its positions: a token, or a path that it led to.
 *
 * <p>A drain follows pages from one such position to the next. A page that has more items than may
 * be handed out at once is read again, and what was handed out of it left out; if the page has
 * changed by then, it is handed out anew, from its beginning.
 */
final class TokenPosition implements Position {

  private String from;
  private Optional<Pages.Place> place;
  private Asked asked;
  private Head head;

  private TokenPosition(String from, Optional<Pages.Place> place, Asked asked, Head head) {
    this.from = from;
    this.place = place;
    this.asked = asked;
    this.head = head;
  }

  /**
   * What was handed out of a page.
   *
   * @param items how many, from its first on
   * @param digest of all of them
   */
  private record Head(int items, long digest) {

    static final Head NONE = of(List.of());

    static Head of(List<JsonNode> items) {
      MessageDigest digest = LargeObject.sha256();
      items.forEach(item -> digest.update(Json.bytes(item)));
      return new Head(items.size(), ByteBuffer.wrap(digest.digest()).getLong());
    }

    boolean isOf(List<JsonNode> page) {
      return page.size() >= items && equals(of(page.subList(0, items)));
    }
  }

  /**
   * After what came before the service gave this out.
   *
   * @param from empty: before everything
   * @param asked when
   */
  static TokenPosition after(String from, Asked asked) {
    return new TokenPosition(from, Optional.empty(), asked, Head.NONE);
  }

  /** What the service gave out; empty: before everything. */
  String from() {
    return from;
  }

  @Override
  public boolean isAmid() {
    return place.isPresent();
  }

  @Override
  public Instant needed() {
    return asked.since();
  }

  /** The page to read next, with as many items as are wanted now, unless it was begun. */
  Pages.Place next(Pages pages, int maxRows) {
    return place
        .map(known -> head.items() > 0 ? known : pages.sized(known, maxRows))
        .orElseGet(() -> pages.first(maxRows));
  }

  /** Before the first page of a drain. */
  void begin(Instant now) {
    asked = asked.begin(now);
  }

  /** How many of a page's items were handed out before. */
  int told(List<JsonNode> page) {
    return head.isOf(page) ? head.items() : 0;
  }

  /** Amid a page, of which these are handed out. */
  void stay(Pages.Place at, List<JsonNode> items) {
    place = Optional.of(at);
    head = Head.of(items);
  }

  /** After a page that is not the last. */
  void goOn(Pages.Place next) {
    place = Optional.of(next);
    head = Head.NONE;
  }

  /** After the last page, which tells where the next drain begins. */
  void drained(String next) {
    place = Optional.empty();
    head = Head.NONE;
    asked = asked.end();
    from = next;
  }

  /** It remembers one page only, and of that one digest. */
  @Override
  public void keep(int most) {}

  @Override
  public void write(DataOutputStream out) throws IOException {
    Cursors.write(out, from);
    out.writeBoolean(place.isPresent());
    if (place.isPresent()) {
      Cursors.write(out, place.get());
    }
    asked.write(out);
    out.writeInt(head.items());
    out.writeLong(head.digest());
  }

  static TokenPosition read(DataInputStream in) throws IOException {
    String from = Cursors.text(in);
    Optional<Pages.Place> place =
        in.readBoolean() ? Optional.of(Cursors.place(in)) : Optional.empty();
    return new TokenPosition(from, place, Asked.read(in), new Head(in.readInt(), in.readLong()));
  }

  @Override
  public String toString() {
    return (from.isEmpty() ? "from the beginning" : "from " + asked.since())
        + place.map(page -> " page " + (page.number() + 1)).orElse("");
  }
}
