package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table that is polled by a number that grows with each change. */
@OnMySql
class MySqlPolledByNumberTest extends TableConformance {

  MySqlPolledByNumberTest() {
    super(Way.polledByNumber(new MySqlProduct()));
  }
}
