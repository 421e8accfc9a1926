package io.syncline.jdbc.store;

/** The same for a file of H2. */
class H2KillTest extends SqliteKillTest {

  @Override
  String kind() {
    return "h2";
  }
}
