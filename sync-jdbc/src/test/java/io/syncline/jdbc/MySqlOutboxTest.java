package io.syncline.jdbc;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;

/** On MySQL, too. */
@OnMySql
class MySqlOutboxTest extends MariaDbOutboxTest {

  @Override
  Fixture database() {
    return Fixture.mySql();
  }

  @Override
  TestDatabase other() {
    return TestDatabases.mysql();
  }
}
