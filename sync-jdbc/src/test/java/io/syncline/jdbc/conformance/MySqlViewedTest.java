package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A view, which has no versions. */
@OnMySql
class MySqlViewedTest extends TableConformance {

  MySqlViewedTest() {
    super(Way.viewed(new MySqlProduct()));
  }
}
