package io.syncline.jdbc.conformance;

/** A table whose versions are digests of its rows. */
class DigestedTest extends TableConformance {

  DigestedTest() {
    super(Way.digested(new PostgreSqlProduct()));
  }
}
