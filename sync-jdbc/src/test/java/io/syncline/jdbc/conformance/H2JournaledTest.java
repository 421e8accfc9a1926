package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table whose triggers keep a journal. */
@Tag("once")
class H2JournaledTest extends TableConformance {

  H2JournaledTest() {
    super(Way.journal(new H2Product()));
  }
}
