package io.syncline.jdbc;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;

/** On MySQL, too. */
@OnMySql
class MySqlOutboxTest extends MariaDbOutboxTest {

  @Override
  Fixture server() {
    return Fixture.mySql();
  }

  @Override
  TestDatabase other() {
    return TestDatabases.mysql();
  }
}
