package io.syncline.jdbc.conformance;

/** A table whose versions are digests of its rows. */
class H2DigestedTest extends TableConformance {

  H2DigestedTest() {
    super(Way.digested(new H2Product()));
  }
}
