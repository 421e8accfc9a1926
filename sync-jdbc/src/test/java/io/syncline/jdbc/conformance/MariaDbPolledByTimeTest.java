package io.syncline.jdbc.conformance;

/** A table that is polled by the time of the last change. */
class MariaDbPolledByTimeTest extends TableConformance {

  MariaDbPolledByTimeTest() {
    super(Way.polledByTime(new MariaDbProduct()));
  }
}
