package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table without a feed. */
@Tag("once")
class MariaDbListedTest extends TableConformance {

  MariaDbListedTest() {
    super(Way.listed(new MariaDbProduct()));
  }
}
