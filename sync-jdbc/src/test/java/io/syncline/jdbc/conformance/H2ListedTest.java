package io.syncline.jdbc.conformance;

/** A table without a feed. */
class H2ListedTest extends TableConformance {

  H2ListedTest() {
    super(Way.listed(new H2Product()));
  }
}
