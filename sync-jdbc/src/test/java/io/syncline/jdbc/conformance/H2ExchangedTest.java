package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table that may only be read, between tables for changes and for requests. */
@Tag("once")
class H2ExchangedTest extends TableConformance {

  H2ExchangedTest() {
    super(Way.exchange(new H2Product()));
  }
}
