package io.syncline.http.rest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/**
 * When a feed was asked, by our clock; the epoch: never.
 *
 * @param before when its last drain began that came to an end: what happened earlier is not missed
 * @param begun when its present drain began, or its last one
 */
record Asked(Instant before, Instant begun) {

  static final Asked NEVER = at(Instant.EPOCH);

  static Asked at(Instant time) {
    return new Asked(time, time);
  }

  Asked begin(Instant now) {
    return new Asked(before, now);
  }

  Asked end() {
    return at(begun);
  }

  /** Whether no drain came to an end. */
  boolean isFirst() {
    return before.equals(Instant.EPOCH);
  }

  /** From when on the service must still have everything; the epoch: from nowhen. */
  Instant since() {
    return isFirst() ? begun : before;
  }

  void write(DataOutputStream out) throws IOException {
    Cursors.write(out, before);
    Cursors.write(out, begun);
  }

  static Asked read(DataInputStream in) throws IOException {
    return new Asked(Cursors.time(in), Cursors.time(in));
  }
}
