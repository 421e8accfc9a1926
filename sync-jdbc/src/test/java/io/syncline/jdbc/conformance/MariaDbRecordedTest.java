package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table whose application keeps an outbox. */
@Tag("once")
class MariaDbRecordedTest extends TableConformance {

  MariaDbRecordedTest() {
    super(Way.outbox(new MariaDbProduct()));
  }
}
