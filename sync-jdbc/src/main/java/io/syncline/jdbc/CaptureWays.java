package io.syncline.jdbc;

import java.util.List;

/** All ways of finding changes that there are. */
final class CaptureWays {

  /** In the order in which they are told to people. */
  static final List<CaptureWay> ALL =
      List.of(
          new ListedWay(),
          new PollingWay(),
          new DigestWay(),
          new JournalWay(),
          new LogWay(),
          new OutboxWay(),
          new ExchangeWay());

  private CaptureWays() {}
}
