package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table that is polled by the time of the last change. */
@OnMySql
class MySqlPolledByTimeTest extends TableConformance {

  MySqlPolledByTimeTest() {
    super(Way.polledByTime(new MySqlProduct()));
  }
}
