package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import java.sql.Connection;

/** What came of asking a database for the lease. */
sealed interface WriterClaim {

  /** The lease, and the connection that goes with it. */
  record Granted(Connection writer, long epoch) implements WriterClaim {}

  /** Another has it. */
  record Held(Holder holder) implements WriterClaim {}
}
