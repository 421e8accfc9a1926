package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A view, which has no versions. */
@Tag("once")
class H2ViewedTest extends TableConformance {

  H2ViewedTest() {
    super(Way.viewed(new H2Product()));
  }
}
