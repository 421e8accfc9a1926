package io.syncline.http.rest;

import io.syncline.http.client.Deadline;

/** Reads feeds to their end, for the position there. */
final class Drains {

  private Drains() {}

  /** From the beginning; what half of the time does not suffice for will be told. */
  static <P extends Position> P behind(Follower<P> follower, int maxRows, Deadline deadline) {
    return behind(follower, follower.earliest(), maxRows, deadline);
  }

  /** From a position on, which moves. */
  static <P extends Position> P behind(
      Follower<P> follower, P position, int maxRows, Deadline deadline) {
    Deadline enough = Deadline.in(deadline.remaining().dividedBy(2));
    do {
      follower.step(position, maxRows, deadline);
    } while (position.isAmid() && !enough.isOver());
    return position;
  }
}
