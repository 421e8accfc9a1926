package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table that is polled by the time of the last change. */
@Tag("once")
class H2PolledByTimeTest extends TableConformance {

  H2PolledByTimeTest() {
    super(Way.polledByTime(new H2Product()));
  }
}
