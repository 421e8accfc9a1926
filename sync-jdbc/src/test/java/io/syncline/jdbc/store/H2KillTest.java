package io.syncline.jdbc.store;

import org.junit.jupiter.api.Tag;

/** The same for a file of H2. */
@Tag("once")
class H2KillTest extends SqliteKillTest {

  @Override
  String kind() {
    return "h2";
  }
}
