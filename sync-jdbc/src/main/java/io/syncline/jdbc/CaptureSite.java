package io.syncline.jdbc;

import io.syncline.jdbc.capture.Cursors;
import io.syncline.jdbc.capture.log.LogStreams;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.spi.DatasetSpec;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Where changes are to be found.
 *
 * @param streams of the adapter
 * @param within for what is asked of the database before the first page
 */
record CaptureSite(
    DatasetSpec spec,
    RowForm form,
    Sessions sessions,
    LogStreams streams,
    InstantSource clock,
    Duration within) {

  /** The cursors of one query of this table, which is what {@code kind} and {@code rest} name. */
  Cursors cursors(String kind, String rest) {
    return cursors(form, kind, rest);
  }

  static Cursors cursors(RowForm form, String kind, String rest) {
    return new Cursors(
        kind
            + " "
            + form.shape().name()
            + " key "
            + form.key().stream().map(Column::name).toList()
            + rest);
  }
}
