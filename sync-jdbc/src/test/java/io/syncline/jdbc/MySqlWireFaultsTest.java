package io.syncline.jdbc;

/** The same of MySQL. */
@OnMySql
class MySqlWireFaultsTest extends WireFaultsTest {

  @Override
  Fixture database() {
    return Fixture.mySql();
  }

  @Override
  String parameters() {
    return "useServerPrepStmts=false";
  }

  @Override
  String numbered() {
    return "bigint auto_increment";
  }
}
