package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table that may only be read, between tables for changes and for requests. */
@Tag("once")
class MariaDbExchangedTest extends TableConformance {

  MariaDbExchangedTest() {
    super(Way.exchange(new MariaDbProduct()));
  }
}
