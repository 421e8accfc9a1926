package io.syncline.jdbc.conformance;

/** A table whose application keeps an outbox. */
class RecordedTest extends TableConformance {

  RecordedTest() {
    super(Way.outbox(new PostgreSqlProduct()));
  }
}
