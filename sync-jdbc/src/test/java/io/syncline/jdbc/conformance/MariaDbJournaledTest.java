package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table whose triggers keep a journal. */
@Tag("once")
class MariaDbJournaledTest extends TableConformance {

  MariaDbJournaledTest() {
    super(Way.journal(new MariaDbProduct()));
  }
}
