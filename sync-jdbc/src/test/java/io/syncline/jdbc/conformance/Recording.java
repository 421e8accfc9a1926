package io.syncline.jdbc.conformance;

import io.syncline.jdbc.Outbox;
import io.syncline.model.NativeKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** What an application does beside changing rows, in the same transaction. */
interface Recording {

  void written(Connection transaction, Collection<NativeKey> keys) throws SQLException;

  void deleted(Connection transaction, Collection<NativeKey> keys) throws SQLException;

  void moved(Connection transaction, NativeKey from, NativeKey to) throws SQLException;

  /** Of the rows of {@code dataset}, where it is followed so that its application must tell. */
  static Recording of(Way way, String dataset) {
    return way.isRecorded() ? new InOutbox(dataset) : new None();
  }

  /** As an application does that knows nothing of hubs. */
  record None() implements Recording {
    @Override
    public void written(Connection transaction, Collection<NativeKey> keys) {}

    @Override
    public void deleted(Connection transaction, Collection<NativeKey> keys) {}

    @Override
    public void moved(Connection transaction, NativeKey from, NativeKey to) {}
  }

  /** As an application does that tells a hub what it changes. */
  record InOutbox(String dataset) implements Recording {
    @Override
    public void written(Connection transaction, Collection<NativeKey> keys) throws SQLException {
      Outbox.standard().allWritten(transaction, dataset, keys);
    }

    @Override
    public void deleted(Connection transaction, Collection<NativeKey> keys) throws SQLException {
      Outbox.standard().allDeleted(transaction, dataset, keys);
    }

    @Override
    public void moved(Connection transaction, NativeKey from, NativeKey to) throws SQLException {
      Outbox.standard().moved(transaction, dataset, from, to);
    }
  }
}
