package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table whose application keeps an outbox. */
@Tag("once")
class H2RecordedTest extends TableConformance {

  H2RecordedTest() {
    super(Way.outbox(new H2Product()));
  }
}
