package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table whose versions are digests of its rows. */
@OnMySql
class MySqlDigestedTest extends TableConformance {

  MySqlDigestedTest() {
    super(Way.digested(new MySqlProduct()));
  }
}
