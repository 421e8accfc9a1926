package io.syncline.jdbc.conformance;

/** A table whose versions are digests of its rows. */
class MariaDbDigestedTest extends TableConformance {

  MariaDbDigestedTest() {
    super(Way.digested(new MariaDbProduct()));
  }
}
