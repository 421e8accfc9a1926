package io.syncline.jdbc.conformance;

/** A table without a feed. */
@OnMySql
class MySqlListedTest extends TableConformance {

  MySqlListedTest() {
    super(Way.listed(new MySqlProduct()));
  }
}
