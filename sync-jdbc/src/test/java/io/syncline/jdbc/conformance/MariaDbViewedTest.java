package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A view, which has no versions. */
@Tag("once")
class MariaDbViewedTest extends TableConformance {

  MariaDbViewedTest() {
    super(Way.viewed(new MariaDbProduct()));
  }
}
