package io.syncline.http.rest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Where a feed of numbered changes stands.
 *
 * <p>Each drain begins {@code lookBack} below the newest number that was seen, and each page at the
 * last number of the page before, so that no change is passed over whose number another one has
 * too. What was handed out is remembered for as long as it may be read again.
 */
final class SequencePosition implements Position {

  private long newest;
  private long reached;
  private boolean amid;
  private Asked asked;
  private final Told told;

  private SequencePosition(long newest, long reached, boolean amid, Asked asked, Told told) {
    this.newest = newest;
    this.reached = reached;
    this.amid = amid;
    this.asked = asked;
    this.told = told;
  }

  /** After a number; 0: before everything. */
  static SequencePosition after(long number) {
    return new SequencePosition(number, number, false, Asked.NEVER, new Told());
  }

  /** The highest number that was seen; 0: none. */
  long newest() {
    return newest;
  }

  /** The number that the next page begins with. */
  long reached() {
    return reached;
  }

  @Override
  public boolean isAmid() {
    return amid;
  }

  @Override
  public Instant needed() {
    return asked.since();
  }

  /** Whether it is before everything: what the service no longer has is not missed. */
  boolean isEarliest() {
    return newest == 0 && asked.isFirst();
  }

  /** Before the first page of a drain. */
  void begin(Instant now, int lookBack) {
    asked = asked.begin(now);
    reached = Math.max(0, newest - lookBack);
    amid = true;
  }

  /** Whether the item was not handed out before; from now on it was. */
  boolean isNew(JsonNode item, long number) {
    reached = number;
    newest = Math.max(newest, number);
    return told.isNew(item, number);
  }

  /** After a page that is not the last. */
  void goOn(int lookBack) {
    told.forgetBefore(reached - lookBack);
  }

  /** After a page that held nothing beyond where it began. */
  void drained(int lookBack) {
    amid = false;
    asked = asked.end();
    told.forgetBefore(newest - lookBack);
  }

  @Override
  public void keep(int most) {
    told.keep(most);
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    out.writeLong(newest);
    out.writeLong(reached);
    out.writeBoolean(amid);
    asked.write(out);
    told.write(out);
  }

  static SequencePosition read(DataInputStream in) throws IOException {
    return new SequencePosition(
        in.readLong(), in.readLong(), in.readBoolean(), Asked.read(in), Told.read(in));
  }

  @Override
  public String toString() {
    return "after " + (amid ? reached : newest);
  }
}
