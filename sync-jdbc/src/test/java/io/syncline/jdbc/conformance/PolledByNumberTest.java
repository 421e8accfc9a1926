package io.syncline.jdbc.conformance;

/** A table that is polled by a number that grows with each change. */
class PolledByNumberTest extends TableConformance {

  PolledByNumberTest() {
    super(Way.polledByNumber(new PostgreSqlProduct()));
  }
}
