package io.syncline.jdbc.conformance;

/** A table that is polled by a number that grows with each change. */
class H2PolledByNumberTest extends TableConformance {

  H2PolledByNumberTest() {
    super(Way.polledByNumber(new H2Product()));
  }
}
