package io.syncline.jdbc.conformance;

/** A table that is polled by the time of the last change. */
class PolledByTimeTest extends TableConformance {

  PolledByTimeTest() {
    super(Way.polledByTime(new PostgreSqlProduct()));
  }
}
