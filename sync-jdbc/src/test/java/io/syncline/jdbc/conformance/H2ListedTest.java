package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table without a feed. */
@Tag("once")
class H2ListedTest extends TableConformance {

  H2ListedTest() {
    super(Way.listed(new H2Product()));
  }
}
