package io.syncline.jdbc.conformance;

import org.junit.jupiter.api.Tag;

/** A table whose versions are digests of its rows. */
@Tag("once")
class H2DigestedTest extends TableConformance {

  H2DigestedTest() {
    super(Way.digested(new H2Product()));
  }
}
