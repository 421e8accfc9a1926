package io.syncline.jdbc.conformance;

/** A table whose triggers keep a journal. */
class MariaDbJournaledTest extends TableConformance {

  MariaDbJournaledTest() {
    super(Way.journal(new MariaDbProduct()));
  }
}
