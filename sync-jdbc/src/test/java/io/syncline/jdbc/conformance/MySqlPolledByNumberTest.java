package io.syncline.jdbc.conformance;

/** A table that is polled by a number that grows with each change. */
@OnMySql
class MySqlPolledByNumberTest extends TableConformance {

  MySqlPolledByNumberTest() {
    super(Way.polledByNumber(new MySqlProduct()));
  }
}
