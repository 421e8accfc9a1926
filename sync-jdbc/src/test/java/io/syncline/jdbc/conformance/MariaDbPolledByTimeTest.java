package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table that is polled by the time of the last change. */
@Tag("once")
class MariaDbPolledByTimeTest extends TableConformance {

  MariaDbPolledByTimeTest() {
    super(Way.polledByTime(new MariaDbProduct()));
  }
}
