package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestFeedTest {

  private static final Limits SMALL = new Limits(7, Crm.PATIENCE);

  private Crm crm = Crm.start();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void afterLatestExactlyTheChangeArrives() {
    create(5);
    Cursor latest = crm.feed().latest();
    crm.clock.move(Duration.ofMillis(3));
    FakeRecord record = crm.contacts().create(Map.of("name", "Ann"));

    Crm.Drained drained = crm.drain(latest);

    assertThat(drained.ids()).containsExactly(record.id());
    Change.Upserted change = (Change.Upserted) drained.changes().get(0);
    assertThat(change.image().changedAt()).contains(record.updatedAt());
    assertThat(change.image().version()).contains(io.syncline.model.Version.opaque(record.etag()));
    assertThat(crm.drain(drained.next()).changes()).isEmpty();
  }

  @Test
  void latestOfNothingMissesNothing() {
    Cursor latest = crm.feed().latest();
    FakeRecord record = crm.contacts().create(Map.of("name", "Ann"));

    assertThat(crm.drain(latest).ids()).containsExactly(record.id());
  }

  @Test
  void insertUpdateAndDeleteShow() {
    FakeRecord kept = crm.contacts().create(Map.of("name", "Ann"));
    FakeRecord doomed = crm.contacts().create(Map.of("name", "Bea"));
    Cursor latest = crm.feed().latest();
    crm.clock.move(Duration.ofSeconds(1));
    crm.contacts().update(kept.id(), Map.of("name", "Anna"));
    crm.contacts().delete(doomed.id());

    List<Change> changes = crm.drain(latest).changes();

    assertThat(changes).hasSize(2);
    assertThat(changes.get(0)).isInstanceOf(Change.Upserted.class);
    assertThat(changes.get(1)).isInstanceOf(Change.Deleted.class);
    assertThat(changes.get(1).key()).hasToString(doomed.id());
  }

  @Test
  void aPollReadsPastWhatWasToldBefore() {
    create(20);
    Cursor latest = crm.feed().latest();
    FakeRecord record = crm.contacts().create(Map.of("name", "Ann"));

    ChangePage page = crm.feed().poll(latest, SMALL);

    assertThat(page.changes())
        .extracting(change -> change.key().toString())
        .containsExactly(record.id());
  }

  @Test
  void whatChangedLongAgoDoesNotKeepTheFeedFromBeginning() {
    crm.clock.move(Duration.between(crm.clock.instant(), Instant.now()));
    create(3);
    crm.clock.move(Duration.ofDays(-8));
    crm.contacts()
        .snapshot()
        .keySet()
        .forEach(id -> crm.contacts().restamp(id, crm.clock.instant()));
    crm.clock.move(Duration.ofDays(8));
    crm.contacts().forgetBefore(crm.clock.instant().minus(Duration.ofDays(7)));

    Cursor latest = crm.feed().latest();
    FakeRecord record = crm.contacts().create(Map.of("name", "Ann"));

    assertThat(crm.drain(latest).ids()).containsExactly(record.id());
  }

  @Test
  void aRecordThatWasMergedIsMoved() {
    crm.close();
    crm =
        Crm.start(
            server -> server,
            manifest ->
                manifest.replace(
                    "softFlag: /archived", "softFlag: /archived, mergedInto: /mergedInto"));
    List<String> ids = create(2);
    Cursor latest = crm.feed().latest();
    crm.contacts().merge(ids.get(0), ids.get(1));

    assertThat(crm.drain(latest).changes())
        .containsExactly(new Change.Moved(NativeKey.of(ids.get(0)), NativeKey.of(ids.get(1))));
  }

  @Test
  void pagesThatMoveGoOnByTheTimeOfTheirLastRecord() {
    try (ScriptedFeed feed = moving()) {
      feed.answer("{\"items\": [" + stamped("a00 b05 c10") + "]}");
      feed.answer("{\"items\": [" + stamped("c10 d11") + "]}"); // b has moved away before them
      feed.answer("{\"items\": [" + stamped("c10 d11 e11") + "]}");
      feed.answer("{\"items\": []}");
      List<String> told = new ArrayList<>();

      ChangePage page = feed.poll(feed.earliest());
      page.changes().forEach(change -> told.add(change.key().toString()));
      while (page.more()) {
        page = feed.poll(page.next());
        page.changes().forEach(change -> told.add(change.key().toString()));
      }

      assertThat(told).containsExactly("a", "b", "c", "d", "e");
      assertThat(feed.asked())
          .containsExactly(
              "/v1/d?since=1970-01-01T00%3A00%3A00Z&offset=0",
              "/v1/d?since=2026-01-31T10%3A00%3A09Z&offset=0",
              "/v1/d?since=2026-01-31T10%3A00%3A10Z&offset=0",
              "/v1/d?since=2026-01-31T10%3A00%3A10Z&offset=3");
    }
  }

  @Test
  void pagesInNoOrderGoOnByOffset() {
    try (ScriptedFeed feed = moving()) {
      feed.answer("{\"items\": [" + stamped("a05 b00 c10") + "]}");
      feed.answer("{\"items\": []}");

      feed.poll(feed.poll(feed.earliest()).next());

      assertThat(feed.asked()).last().isEqualTo("/v1/d?since=1970-01-01T00%3A00%3A00Z&offset=3");
    }
  }

  private static ScriptedFeed moving() {
    return new ScriptedFeed(
        ScriptedFeed.READ,
        """
        kind: modified-since, call: "GET /d?since={cursor.time}", records: /items,
        page: { offset: { to: query.offset }, size: 3 }, cursor: { field: /at, lookBack: 0s }
        """);
  }

  private static String stamped(String texts) {
    List<String> items = new ArrayList<>();
    for (String text : texts.split(" ", -1)) {
      items.add(
          "{\"id\": \"%s\", \"at\": \"2026-01-31T10:00:%sZ\"}"
              .formatted(text.substring(0, 1), text.substring(1)));
    }
    return String.join(", ", items);
  }

  @Test
  void aPageThatIsLargerThanWhatIsAskedForNowIsHandedOutInPieces() {
    create(25);
    ChangePage page = crm.feed().poll(crm.feed().earliest(), new Limits(10, Crm.PATIENCE));
    Set<String> told = new TreeSet<>();
    page.changes().forEach(change -> told.add(change.key().toString()));

    while (page.more()) {
      page = crm.feed().poll(page.next(), new Limits(3, Crm.PATIENCE));
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(3);
      page.changes().forEach(change -> told.add(change.key().toString()));
    }

    assertThat(told).hasSize(25);
  }

  @Test
  void equalStampsOnPageBordersLoseNothing() {
    List<String> ids = create(50);

    Crm.Drained drained = crm.drain(crm.feed().earliest(), SMALL);

    assertThat(drained.ids()).containsExactlyElementsOf(ids);
  }

  @Test
  void equalStampsAroundTheCursorLoseNothing() {
    create(3);
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    FakeRecord same = crm.contacts().create(Map.of("name", "Ann"));

    assertThat(crm.drain(cursor).ids()).containsExactly(same.id());
  }

  @Test
  void changesBetweenPagesAreNotLost() {
    List<String> ids = create(30);
    Set<String> seen = new HashSet<>();
    ChangePage page = crm.feed().poll(crm.feed().earliest(), SMALL);
    page.changes().forEach(change -> seen.add(name(change)));
    crm.clock.move(Duration.ofSeconds(5));
    crm.contacts().update(ids.get(0), Map.of("name", "early"));
    crm.contacts().update(ids.get(29), Map.of("name", "late"));
    while (page.more()) {
      page = crm.feed().poll(page.next(), SMALL);
      page.changes().forEach(change -> seen.add(name(change)));
    }

    assertThat(seen).contains("early", "late").hasSize(31);
  }

  @Test
  void aChangeThatIsCommittedLateIsFoundWithinTheLookBack() {
    create(1);
    crm.clock.move(Duration.ofSeconds(10));
    create(1);
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    FakeRecord late = crm.contacts().create(Map.of("name", "late"));
    crm.contacts().restamp(late.id(), crm.clock.instant().minusMillis(1900));

    assertThat(crm.drain(cursor).ids()).containsExactly(late.id());
  }

  @Test
  void aChangeThatIsCommittedLateDuringALongDrainIsFound() {
    for (int i = 0; i < 30; i++) {
      create(1);
      crm.clock.move(Duration.ofMillis(100));
    }
    ChangePage page = crm.feed().poll(crm.feed().earliest(), SMALL);
    while (page.more()) {
      page = crm.feed().poll(page.next(), SMALL);
      crm.clock.move(Duration.ofMinutes(1));
      create(1);
    }
    FakeRecord late = crm.contacts().create(Map.of("name", "late"));
    crm.contacts().restamp(late.id(), crm.clock.instant().minus(Duration.ofMinutes(4)));

    assertThat(crm.drain(page.next()).ids()).contains(late.id());
  }

  @Test
  void anIdleFeedComesToReadAlmostNothing() {
    for (int i = 0; i < 1000; i++) {
      create(1);
      crm.clock.move(Duration.ofMillis(1));
    }
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    crm.clock.move(Duration.ofSeconds(10));

    cursor = crm.drain(cursor).next();
    crm.saas.resetCounters();
    Crm.Drained idle = crm.drain(cursor);

    assertThat(idle.changes()).isEmpty();
    assertThat(crm.saas.requests(FakeRequest.FEED)).isEqualTo(1);
    assertThat(idle.next().position().length).isLessThan(200);
  }

  @Test
  void anEmptyPageTellsWhenToComeBack() {
    ChangePage page = crm.feed().poll(crm.feed().latest(), Crm.LIMITS);

    assertThat(page.changes()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.delay()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void oneCursorPolledTwiceGivesTheSame() {
    create(20);
    Cursor cursor = crm.feed().earliest();

    ChangePage first = crm.feed().poll(cursor, SMALL);
    ChangePage second = crm.feed().poll(cursor, SMALL);

    assertThat(second).isEqualTo(first);
    assertThat(first.changes()).hasSize(7);
  }

  @Test
  void aCursorSurvivesARestartAndStaysSmall() {
    List<String> ids = create(6000);
    ChangePage page = crm.feed().poll(crm.feed().earliest(), new Limits(500, Crm.PATIENCE));
    List<String> seen = new ArrayList<>();
    page.changes().forEach(change -> seen.add(change.key().toString()));
    while (page.more()) {
      Cursor stored = page.next();
      assertThat(stored.position()).hasSizeLessThan(Cursor.MAX_BYTES);
      page =
          crm.adapter
              .dataset(DatasetSpec.of("contacts"))
              .changeFeed()
              .orElseThrow()
              .poll(
                  new Cursor(
                      stored.adapter(), stored.format(), stored.query(), stored.position(), ""),
                  new Limits(500, Crm.PATIENCE));
      page.changes().forEach(change -> seen.add(change.key().toString()));
    }

    assertThat(seen).containsExactlyElementsOf(ids);
  }

  @Test
  void anExpiredCursorIsSaidToBe() {
    Cursor earliest = crm.feed().earliest();
    crm.contacts().forgetBefore(crm.clock.instant());

    assertThatThrownBy(() -> crm.feed().poll(earliest, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("GET /contacts answered 410 CURSOR_EXPIRED: changes are kept for a while only");
  }

  @Test
  void aCursorOfAListingIsRefused() {
    create(10);
    Cursor scan = crm.dataset.scanner().orElseThrow().start(SMALL).next().orElseThrow();

    assertThatThrownBy(() -> crm.feed().poll(scan, Crm.LIMITS))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage("cursor: must be of this dataset and query: http/2[page 2]");
  }

  @Test
  void aServersClockThatIsWrongLosesNothing() {
    for (Duration skew : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10))) {
      crm.close();
      crm = Crm.start(server -> server.clockSkew(skew), manifest -> manifest);
      create(3);
      Cursor cursor = crm.feed().latest();
      crm.clock.move(Duration.ofSeconds(30));
      cursor = crm.drain(cursor).next();
      FakeRecord next = crm.contacts().create(Map.of("name", "Ann"));

      assertThat(crm.drain(cursor).ids()).containsExactly(next.id());
    }
  }

  @Test
  void aStampFarInTheFutureDoesNotHideWhatComesAfter() {
    FakeRecord odd = crm.contacts().create(Map.of("name", "odd"));
    crm.contacts().restamp(odd.id(), java.time.Instant.parse("2099-01-01T00:00:00Z"));
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    FakeRecord next = crm.contacts().create(Map.of("name", "Ann"));

    assertThat(crm.drain(cursor).ids()).containsExactly(next.id());
  }

  @Test
  void aThrottledPollSaysUntilWhen() {
    Cursor cursor = crm.feed().earliest();
    crm.saas.faults().next(FakeFault.UNAVAILABLE);

    assertThatThrownBy(() -> crm.feed().poll(cursor, Crm.LIMITS))
        .isInstanceOfSatisfying(
            AdapterException.ReadThrottled.class,
            e -> assertThat(e.until()).isEqualTo(crm.clock.instant().plusSeconds(1)));
  }

  @Test
  void randomWritersLoseNoKey() {
    Random random = new Random(42);
    List<String> ids = create(20);
    Map<String, Optional<Object>> mirror = new java.util.HashMap<>();
    Cursor cursor = crm.feed().earliest();
    for (int round = 0; round < 300; round++) {
      String id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(4)) {
        case 0 -> ids.add(crm.contacts().create(Map.of("name", "r" + round)).id());
        case 1 -> crm.contacts().delete(id);
        case 2 -> crm.contacts().update(id, Map.of("name", "r" + round));
        default -> crm.clock.move(Duration.ofMillis(random.nextInt(1500)));
      }
      ChangePage page = crm.feed().poll(cursor, SMALL);
      page.changes().forEach(change -> mirror.put(change.key().toString(), shown(change)));
      cursor = page.next();
    }
    crm.drain(cursor).changes().forEach(c -> mirror.put(c.key().toString(), shown(c)));

    mirror.values().removeIf(Optional::isEmpty);
    Map<String, Optional<Object>> truth = new java.util.HashMap<>();
    crm.contacts()
        .snapshot()
        .forEach((id, record) -> truth.put(id, Optional.of(record.fields().get("name"))));
    assertThat(mirror).isEqualTo(truth);
  }

  private static Optional<Object> shown(Change change) {
    return change instanceof Change.Deleted ? Optional.empty() : Optional.of(name(change));
  }

  private static String name(Change change) {
    return ((Change.Upserted) change).image().row().get("name").orElseThrow().toString();
  }

  private List<String> create(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(crm.contacts().create(Map.of("name", "n" + i)).id());
    }
    return ids;
  }
}
