package io.syncline.jdbc.conformance;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Has a database forget what follows a cursor. */
final class FeedExpiry {

  /** After so many it is known which entries of a journal will never come, on any product. */
  private static final int LOOKS = 4;

  private final TableSubject subject;
  private final Way way;
  private final TableHost host;

  FeedExpiry(TableSubject subject, Way way, TableHost host) {
    this.subject = subject;
    this.way = way;
    this.host = host;
  }

  /** Empty: it forgets nothing. */
  Optional<Runnable> action() {
    if (way.isJournaled()) {
      return Optional.of(this::purge);
    }
    return way.isLogged() ? Optional.of(this::moveSlotOn) : Optional.empty();
  }

  /** Another reader comes, after nobody was seen for long, and reads until it knows the end. */
  private void purge() {
    String readers = way.product().journalTable("reader");
    host.run("update " + readers + " set seen_at = " + way.product().daysAgo(31));
    Cursor cursor = polledByAnother(ChangeFeed::latest);
    for (int look = 1; look < LOOKS; look++) {
      Cursor last = cursor;
      cursor = polledByAnother(feed -> last);
    }
    host.run("delete from " + readers + " where name = 'another'");
  }

  private Cursor polledByAnother(Function<ChangeFeed, Cursor> from) {
    Map<String, String> options = new TreeMap<>(way.options());
    options.put("feed.reader", "another");
    try (Adapter adapter = host.adapter().open(AdapterContext.of(InstantSource.system()))) {
      ChangeFeed feed =
          adapter.dataset(subject.dataset().withOptions(options)).changeFeed().orElseThrow();
      return feed.poll(from.apply(feed), new Limits(1, subject.limits().call())).next();
    }
  }

  /** What the slot kept is given up, as by another reader of it. */
  private void moveSlotOn() {
    host.run(
        "select pg_terminate_backend(active_pid, 5000) from pg_replication_slots"
            + " where database = current_database() and active");
    host.run(
        "select pg_replication_slot_advance(slot_name, pg_current_wal_flush_lsn())"
            + " from pg_replication_slots where database = current_database()");
  }
}
