package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.JournalFeed.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.Fixture.Drained;
import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal keeps what each flow has not read yet, under whatever name it reads. */
class JournalLineageTest {

  private static final String LINEAGES = "select count(*) from syncline.reader";
  private static final String LINES = "select count(*) from syncline.journal";

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void customers() {
    fixture.run("create table customer (id int primary key, name text)");
    tracking().install(LIMIT);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Tracking tracking() {
    return fixture.polled("customer", journal()).tracking().orElseThrow();
  }

  /** Opened by a process that was not there before. */
  private ChangeFeed opened() {
    return opened(journal());
  }

  private ChangeFeed opened(JournalFeed feed) {
    return fixture.polled("customer", feed).changeFeed().orElseThrow();
  }

  private void insert(int from, int to) {
    fixture.run(
        "insert into customer select n, 'n' from generate_series(%d, %d) as n".formatted(from, to));
  }

  private void unseenFor(Duration time) {
    fixture.run(
        "update syncline.reader set seen_at = seen_at - interval '" + time.toHours() + " hours'");
  }

  @Test
  void twoFlowsOfOneNameLoseNothingToEachOther() {
    Cursor slow = opened().latest();
    ChangeFeed fast = opened();
    Cursor from = fast.latest();
    insert(1, 20);
    Cursor read = drain(fast, from, 100).next();

    opened().poll(read, rows(10));
    assertThat(fixture.ask(LINES)).isEqualTo("20");

    Drained drained = drain(opened(), slow, 100);
    assertThat(drained.keys()).hasSize(20);
    opened().poll(drained.next(), rows(10));
    assertThat(fixture.ask(LINES)).isEqualTo("0");
  }

  @Test
  void flowsThatShareADatasetInTurnsLoseNothingToEachOther() {
    ChangeFeed shared = opened();
    Cursor slow = shared.poll(shared.latest(), rows(10)).next();
    Cursor fast = opened().latest();
    insert(1, 20);
    Cursor read = drain(shared, fast, 100).next();

    opened().poll(read, rows(10));

    assertThat(drain(shared, slow, 100).keys()).hasSize(20);
  }

  @Test
  void positionsOfAFlowThatPollsAreOfItsLineage() {
    ChangeFeed feed = opened();
    Cursor polled = feed.poll(feed.latest(), rows(10)).next();
    feed.latest();
    feed.earliest();
    Dataset dataset = fixture.polled("customer", journal());
    dataset.scanner().orElseThrow().start(rows(10));
    assertThat(fixture.ask(LINEAGES)).isEqualTo("2");

    dataset.changeFeed().orElseThrow().poll(polled, rows(10));

    assertThat(fixture.ask(LINEAGES)).isEqualTo("1");
  }

  @Test
  void aPositionThatWasGivenUpAndIsPolledAllTheSameGoesOn() {
    ChangeFeed feed = opened();
    Cursor other = opened().latest();
    Cursor givenUp = feed.latest();
    feed.poll(other, rows(10));
    insert(1, 3);

    assertThat(drain(feed, givenUp, 10).keys()).containsExactly("1", "2", "3");
    assertThat(fixture.ask(LINEAGES)).isEqualTo("2");
  }

  @Test
  void aPositionThatNobodyPollsHoldsTheJournalForAWeek() {
    Cursor unpolled = opened().latest();
    insert(1, 3);
    unseenFor(Duration.ofDays(7).minusHours(1));
    ChangeFeed other = opened();
    Cursor cursor = other.poll(other.latest(), rows(10)).next();
    assertThat(fixture.ask(LINES)).isEqualTo("3");

    unseenFor(Duration.ofHours(2));
    opened().poll(cursor, rows(10));

    assertThat(fixture.ask(LINES)).isEqualTo("0");
    assertThat(fixture.ask(LINEAGES)).isEqualTo("1");
    assertThatThrownBy(() -> opened().poll(unpolled, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("public.customer: what follows the cursor was purged");
  }

  @Test
  void aFlowThatPolledHoldsTheJournalForTheRetention() {
    ChangeFeed feed = opened();
    Cursor polled = feed.poll(feed.latest(), rows(10)).next();
    insert(1, 3);
    unseenFor(Duration.ofDays(29));
    ChangeFeed other = opened();
    other.poll(other.latest(), rows(10));

    assertThat(drain(opened(), polled, 10).keys()).containsExactly("1", "2", "3");
  }

  @Test
  void theLineageOfAHubThatStartedAnewAgesOut() {
    ChangeFeed before = opened();
    before.poll(before.latest(), rows(10));
    insert(1, 3);
    ChangeFeed anew = opened();
    Cursor cursor = drain(anew, anew.latest(), 10).next();
    assertThat(fixture.ask(LINES)).isEqualTo("3");

    unseenFor(Duration.ofDays(31));
    opened().poll(cursor, rows(10));

    assertThat(fixture.ask(LINEAGES)).isEqualTo("1");
    assertThat(fixture.ask(LINES)).isEqualTo("0");
  }

  @Test
  void aFlowWhoseCursorExpiredGoesOnInItsLineage() {
    ChangeFeed feed = opened();
    Cursor cursor = feed.poll(feed.latest(), rows(10)).next();
    fixture.run("truncate customer");
    ChangeFeed later = opened();
    assertThatThrownBy(() -> later.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);

    Cursor anew = later.latest();

    insert(1, 3);
    assertThat(drain(opened(), anew, 10).keys()).containsExactly("1", "2", "3");
    assertThat(fixture.ask(LINEAGES)).isEqualTo("1");
  }

  @Test
  void aCursorFromABackupGoesOnWhileWhatFollowsItIsThere() {
    ChangeFeed held = opened(journal().reader("other"));
    Cursor other = held.poll(held.latest(), rows(10)).next();
    ChangeFeed feed = opened();
    Cursor backup = feed.latest();
    insert(1, 3);
    opened().poll(drain(feed, backup, 10).next(), rows(10));

    ChangeFeed restored = opened();
    assertThat(restored.poll(backup, rows(2)).changes()).hasSize(2);

    opened(journal().reader("other"))
        .poll(drain(opened(journal().reader("other")), other, 10).next(), rows(10));
    assertThat(drain(restored, backup, 10).keys()).containsExactly("1", "2", "3");
    assertThat(fixture.ask(LINEAGES)).isEqualTo("2");
  }

  @Test
  void ofOneReaderAHundredLineagesAreKnownAndThosePolledStayLongest() {
    ChangeFeed feed = opened();
    Cursor polled = feed.poll(feed.latest(), rows(10)).next();
    unseenFor(Duration.ofDays(1));
    fixture.run(
        "insert into syncline.reader (name, dataset, settled) select name, dataset, settled from"
            + " syncline.reader, generate_series(1, 150)");

    ChangeFeed another = opened();
    Cursor latest = another.latest();

    assertThat(fixture.ask(LINEAGES)).isEqualTo("100");
    assertThat(fixture.ask(LINEAGES + " where polled")).isEqualTo("1");
    insert(1, 1);
    assertThat(drain(opened(), polled, 10).keys()).containsExactly("1");
    assertThat(drain(another, latest, 10).keys()).containsExactly("1");
  }

  @Test
  void aJournalOfAnOlderVersionIsNamedAndMendedAndItsCursorsGoOn() {
    ChangeFeed feed = opened();
    Cursor older = new FutureCursor(feed.latest()).withoutLineage();
    fixture.run(
        "alter table syncline.reader drop column lineage, drop column polled",
        "alter table syncline.reader add primary key (name, dataset)");
    insert(1, 3);
    assertThatThrownBy(() -> feed.poll(older, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be installed, by hub.tracking() or by hand: the journal is of an"
                + " older version in schema syncline: dataset=journal public.customer [id]");
    assertThat(tracking().verify(LIMIT))
        .filteredOn(check -> !check.good())
        .extracting(Health.Check::name)
        .containsExactly("table syncline.reader");

    tracking().install(LIMIT);

    assertThat(tracking().verify(LIMIT)).allMatch(Health.Check::good);
    assertThat(drain(opened(), older, 10).keys()).containsExactly("1", "2", "3");
    assertThat(fixture.ask(LINEAGES)).isEqualTo("1");
    assertThat(opened().latest()).isNotEqualTo(opened().latest());
    assertThat(fixture.ask(LINEAGES)).isEqualTo("3");
  }
}
