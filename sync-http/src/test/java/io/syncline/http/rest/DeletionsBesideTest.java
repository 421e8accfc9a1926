package io.syncline.http.rest;

import static io.syncline.http.rest.ScriptedFeed.hinted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Change;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A feed of changes with another one of deletions. */
class DeletionsBesideTest {

  private static final String DELETIONS =
      """
      deletes:
              feed:
                kind: sequence
                call: "GET /contacts/deleted?after={cursor.sequence}&limit={page.size}"
                records: /items
                page: { size: 500 }
                cursor: { field: /number }
      """;

  private Crm crm = Crm.start(server -> server, DeletionsBesideTest::besideDeletions);

  private static String besideDeletions(String manifest) {
    return manifest
        .replace("&archived=true", "")
        .replace("deletes: { softFlag: /archived }\n", DELETIONS);
  }

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void deletionsComeAsHintsThatAReadConfirms() {
    List<String> ids = create(3);
    Cursor latest = crm.feed().latest();
    crm.clock.move(Duration.ofSeconds(1));
    crm.contacts().delete(ids.get(0));
    crm.contacts().update(ids.get(1), Map.of("name", "Anna"));

    Crm.Drained drained = crm.drain(latest);

    assertThat(crm.dataset.capabilities().deletes()).isEqualTo(Capabilities.Deletes.FEED);
    assertThat(drained.changes()).hasSize(2);
    assertThat(drained.changes().get(0)).isEqualTo(hinted(ids.get(0)));
    assertThat(drained.changes().get(1)).isInstanceOf(Change.Upserted.class);
    NativeKey key = NativeKey.of(ids.get(0));
    assertThat(crm.dataset.pointReader().orElseThrow().read(List.of(key), Crm.PATIENCE))
        .as("asked for among many, and then alone")
        .containsExactly(new PointRead.Gone(key));
    assertThat(crm.drain(drained.next()).changes()).isEmpty();
  }

  @Test
  void bothPositionsAreInOneCursorThatSurvivesARestart() {
    List<String> ids = create(12);
    Cursor cursor = crm.feed().latest();
    ids.subList(0, 9).forEach(crm.contacts()::delete);
    crm.clock.move(Duration.ofSeconds(1));
    create(5);
    List<String> told = new ArrayList<>();
    boolean more = true;
    while (more) {
      ChangePage page = crm.feed().poll(stored(cursor), new Limits(2, Crm.PATIENCE));
      page.changes().forEach(change -> told.add(change.key().toString()));
      cursor = page.next();
      more = page.more();
    }

    assertThat(told).containsAll(ids.subList(0, 9)).hasSize(14);
    assertThat(crm.drain(cursor).changes()).isEmpty();
  }

  @Test
  void aCursorOfBothStaysSmall() {
    List<String> ids = create(6000);
    ids.subList(0, 3000).forEach(crm.contacts()::delete);
    Cursor cursor = crm.feed().earliest();
    boolean more = true;
    while (more) {
      ChangePage page = crm.feed().poll(cursor, new Limits(500, Crm.PATIENCE));
      assertThat(page.next().position()).hasSizeLessThan(Cursor.MAX_BYTES);
      cursor = page.next();
      more = page.more();
    }
  }

  @Test
  void deletionsComeBeforeChangesInEachDrain() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ,
            """
            kind: token, call: "GET /d", records: /items, cursor: { from: /t, to: query.t },
            deletes: { feed: { kind: token, call: "GET /d/deleted", records: /ids,
              cursor: { from: /t, to: query.t }, item: { key: [/was] } } }
            """)) {
      feed.answer("{\"ids\": [{\"was\": \"a\"}], \"t\": \"d1\"}");
      feed.answer("{\"items\": [{\"id\": \"b\"}], \"t\": \"m1\"}");
      feed.answer("{\"ids\": [], \"t\": \"d2\"}");
      feed.answer("{\"items\": [], \"t\": \"m2\"}");

      ChangePage first = feed.poll(feed.earliest());
      ChangePage second = feed.poll(first.next());
      ChangePage third = feed.poll(second.next());

      assertThat(first.changes()).containsExactly(hinted("a"));
      assertThat(first.more()).as("what is there comes after what was deleted").isTrue();
      assertThat(second.changes()).hasSize(1);
      assertThat(second.more()).isFalse();
      assertThat(third.changes()).isEmpty();
      assertThat(feed.asked())
          .containsExactly("/v1/d/deleted", "/v1/d", "/v1/d/deleted?t=d1", "/v1/d?t=m1");
    }
  }

  @Test
  void anExpiredPositionOfDeletionsIsAnExpiredCursor() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ,
            """
            kind: token, call: "GET /d", records: /items, cursor: { from: /t, to: query.t },
            deletes: { feed: { kind: token, call: "GET /d/deleted", records: /ids,
              cursor: { from: /t, to: query.t } } }
            """)) {
      feed.answer(410, "{}");
      Cursor cursor = feed.earliest();

      assertThatThrownBy(() -> feed.poll(cursor))
          .isInstanceOf(AdapterException.CursorExpired.class)
          .hasMessage("GET /d/deleted answered 410 HTTP 410");
    }
  }

  private static Cursor stored(Cursor cursor) {
    return new Cursor(cursor.adapter(), cursor.format(), cursor.query(), cursor.position(), "");
  }

  private List<String> create(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(crm.contacts().create(Map.of("name", "n" + i)).id());
    }
    return ids;
  }
}
