package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table that may only be read, between tables for changes and for requests. */
@OnMySql
class MySqlExchangedTest extends TableConformance {

  MySqlExchangedTest() {
    super(Way.exchange(new MySqlProduct()));
  }
}
