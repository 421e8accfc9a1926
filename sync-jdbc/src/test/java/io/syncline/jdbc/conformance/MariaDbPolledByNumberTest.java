package io.syncline.jdbc.conformance;

/** A table that is polled by a number that grows with each change. */
class MariaDbPolledByNumberTest extends TableConformance {

  MariaDbPolledByNumberTest() {
    super(Way.polledByNumber(new MariaDbProduct()));
  }
}
