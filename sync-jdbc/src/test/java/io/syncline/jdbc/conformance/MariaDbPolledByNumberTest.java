package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table that is polled by a number that grows with each change. */
@Tag("once")
class MariaDbPolledByNumberTest extends TableConformance {

  MariaDbPolledByNumberTest() {
    super(Way.polledByNumber(new MariaDbProduct()));
  }
}
