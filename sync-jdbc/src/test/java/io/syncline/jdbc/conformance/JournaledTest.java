package io.syncline.jdbc.conformance;

/** A table whose triggers keep a journal. */
class JournaledTest extends TableConformance {

  JournaledTest() {
    super(Way.journal(new PostgreSqlProduct()));
  }
}
