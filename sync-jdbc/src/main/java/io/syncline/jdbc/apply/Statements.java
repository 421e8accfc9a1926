package io.syncline.jdbc.apply;

import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Record;

/** The statements by which rows of one form are written, all of them at once. */
interface Statements {

  static Statements of(RowForm form, Session session) {
    return form.dialect()
        .joinedWrites()
        .<Statements>map(writes -> new LockingStatements(form, session, writes))
        .orElseGet(() -> new ReturningStatements(form, session));
  }

  /**
   * Creates rows, and gives those that were made as they are now, in the order in which they were
   * sent.
   *
   * @param skipping whether rows that something stands in the way of are left out; otherwise they
   *     make it fail
   */
  List<Record> insert(List<Prepared> rows, boolean skipping);

  /**
   * Updates those rows that are as they must be, and gives them as they are now, by their place.
   */
  Map<Integer, Record> update(List<Prepared> rows);

  /** Deletes those rows that are as they must be, and gives their places. */
  Set<Integer> delete(List<Prepared> rows);
}
