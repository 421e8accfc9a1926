package io.syncline.jdbc.conformance;

/** A table whose application keeps an outbox. */
class MariaDbRecordedTest extends TableConformance {

  MariaDbRecordedTest() {
    super(Way.outbox(new MariaDbProduct()));
  }
}
