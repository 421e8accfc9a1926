package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table whose application keeps an outbox. */
@OnMySql
class MySqlRecordedTest extends TableConformance {

  MySqlRecordedTest() {
    super(Way.outbox(new MySqlProduct()));
  }
}
