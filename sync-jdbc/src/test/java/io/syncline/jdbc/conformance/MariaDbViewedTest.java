package io.syncline.jdbc.conformance;

/** A view, which has no versions. */
class MariaDbViewedTest extends TableConformance {

  MariaDbViewedTest() {
    super(Way.viewed(new MariaDbProduct()));
  }
}
