package io.syncline.jdbc.conformance;

/** A view, which has no versions. */
@OnMySql
class MySqlViewedTest extends TableConformance {

  MySqlViewedTest() {
    super(Way.viewed(new MySqlProduct()));
  }
}
