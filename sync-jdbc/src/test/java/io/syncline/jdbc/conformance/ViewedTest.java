package io.syncline.jdbc.conformance;

/** A view, which has no versions. */
class ViewedTest extends TableConformance {

  ViewedTest() {
    super(Way.viewed(new PostgreSqlProduct()));
  }
}
