package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Lists a table in the order of its key, a page at a time; text in the order of its code points, so
 * that a change of the server's locale moves nothing. A page reads on from the last key before it:
 * a key that is there throughout is seen, whatever happens around it. An index on a text key helps
 * only if it has that order too: {@code create index on customer (code collate "C")}.
 */
public final class TableScanner implements Scanner {

  private final Sessions sessions;
  private final RowForm form;
  private final Cursors cursors;
  private final Optional<? extends ChangeFeed> feed;

  /**
   * @param cursors of this query
   * @param feed what gives the anchor
   */
  public TableScanner(
      Sessions sessions, RowForm form, Cursors cursors, Optional<? extends ChangeFeed> feed) {
    this.sessions = sessions;
    this.form = form;
    this.cursors = cursors;
    this.feed = feed;
  }

  @Override
  public ScanPage start(Limits limits) {
    Optional<Cursor> anchor = feed.map(ChangeFeed::latest);
    return page(Optional.empty(), limits, anchor);
  }

  @Override
  public ScanPage resume(Cursor position, Limits limits) {
    return page(Optional.of(cursors.texts(position)), limits, Optional.empty());
  }

  private ScanPage page(Optional<List<String>> after, Limits limits, Optional<Cursor> anchor) {
    List<Record> rows =
        sessions.read(
            form.shape().name().toString(),
            Isolation.EACH_STATEMENT,
            limits.within(),
            session -> rows(session, after, limits.maxRows()));
    List<ScanPage.Entry> entries = new ArrayList<>(rows.size());
    rows.forEach(row -> entries.add(new ScanPage.Entry(form.key(row), form.image(row))));
    boolean last = rows.size() < limits.maxRows();
    Optional<Cursor> next =
        last
            ? Optional.empty()
            : Optional.of(cursors.of(form.keyParts(rows.get(rows.size() - 1)), "after "));
    return new ScanPage(entries, next, last, anchor);
  }

  private List<Record> rows(Session session, Optional<List<String>> after, int maxRows) {
    List<Field<?>> order = KeyOrder.of(form);
    Condition behind =
        after
            .map(key -> form.dialect().behind(order, KeyOrder.values(form, key)))
            .orElse(noCondition());
    return new ArrayList<>(
        session
            .sql()
            .select(form.fields())
            .from(form.table())
            .where(behind)
            .orderBy(order)
            .limit(val(maxRows))
            .fetch());
  }
}
