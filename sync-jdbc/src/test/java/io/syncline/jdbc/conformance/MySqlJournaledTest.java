package io.syncline.jdbc.conformance;

import io.syncline.jdbc.OnMySql;

/** A table whose triggers keep a journal. */
@OnMySql
class MySqlJournaledTest extends TableConformance {

  MySqlJournaledTest() {
    super(Way.journal(new MySqlProduct()));
  }
}
