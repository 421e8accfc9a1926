package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table that is polled by a number that grows with each change. */
@Tag("once")
class H2PolledByNumberTest extends TableConformance {

  H2PolledByNumberTest() {
    super(Way.polledByNumber(new H2Product()));
  }
}
