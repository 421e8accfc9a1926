package io.syncline.jdbc.conformance;

/** A table that is followed by the database's log. */
class LoggedTest extends TableConformance {

  LoggedTest() {
    super(Way.log());
  }
}
