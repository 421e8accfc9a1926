package io.syncline.jdbc.conformance;

/** A table without a feed. */
class MariaDbListedTest extends TableConformance {

  MariaDbListedTest() {
    super(Way.listed(new MariaDbProduct()));
  }
}
