package io.syncline.jdbc.conformance;

/** A table that is polled by the time of the last change. */
class H2PolledByTimeTest extends TableConformance {

  H2PolledByTimeTest() {
    super(Way.polledByTime(new H2Product()));
  }
}
