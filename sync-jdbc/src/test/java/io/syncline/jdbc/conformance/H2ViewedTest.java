package io.syncline.jdbc.conformance;

/** A view, which has no versions. */
class H2ViewedTest extends TableConformance {

  H2ViewedTest() {
    super(Way.viewed(new H2Product()));
  }
}
