package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table without a feed. */
@OnMySql
class MySqlListedTest extends TableConformance {

  MySqlListedTest() {
    super(Way.listed(new MySqlProduct()));
  }
}
