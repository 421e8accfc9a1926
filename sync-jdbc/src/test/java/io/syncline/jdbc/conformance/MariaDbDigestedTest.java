package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table whose versions are digests of its rows. */
@Tag("once")
class MariaDbDigestedTest extends TableConformance {

  MariaDbDigestedTest() {
    super(Way.digested(new MariaDbProduct()));
  }
}
