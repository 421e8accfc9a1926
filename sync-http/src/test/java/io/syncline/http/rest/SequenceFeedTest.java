package io.syncline.http.rest;

import static io.syncline.http.rest.ScriptedFeed.deleted;
import static io.syncline.http.rest.ScriptedFeed.hinted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Version;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequenceFeedTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
      datasets:
        contacts:
          key: [id]
          version: { field: /etag }
          read: { one: "GET /contacts/{id}" }
          feed:
            kind: sequence
            call: "GET /contacts/events?after={cursor.sequence}&limit={page.size}"
            records: /events
            page: { size: 10 }
            cursor: { field: /number, newest: /newest, oldest: /oldest }
            latest: { call: "GET /contacts/events?limit=1" }
            item: { key: [/contact], record: /data }
            deletes: { tombstone: { at: /type, is: deleted } }
      """;

  private static final String NUMBERED =
      """
      kind: sequence, call: "GET /d?after={cursor.sequence}", records: /items,
      page: { size: 4 }, cursor: { field: /n }
      """;

  private Crm crm = Crm.start(server -> server, text -> MANIFEST);

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void eventsAreChangesOfTheRecordsThatTheyName() {
    List<String> ids = create(2);
    Cursor latest = crm.feed().latest();
    crm.contacts().update(ids.get(0), Map.of("name", "Anna"));
    crm.contacts().delete(ids.get(1));

    List<Change> changes = crm.drain(latest).changes();

    assertThat(changes).hasSize(2);
    Change.Upserted changed = (Change.Upserted) changes.get(0);
    assertThat(changed.key()).hasToString(ids.get(0));
    assertThat(changed.image().row().get("name").orElseThrow()).hasToString("Anna");
    assertThat(changed.image().version())
        .contains(Version.opaque(crm.contacts().find(ids.get(0)).orElseThrow().etag()));
    assertThat(changes.get(1)).isEqualTo(deleted(ids.get(1)));
  }

  @Test
  void pagesOfAllSizesTellOfAll() {
    List<String> ids = create(37);

    for (int rows : List.of(1, 3, 10, 100)) {
      assertThat(crm.drain(crm.feed().earliest(), new Limits(rows, Crm.PATIENCE)).ids())
          .as("rows %d", rows)
          .containsExactlyElementsOf(ids);
    }
  }

  @Test
  void withoutACallForItLatestIsWhereEverythingEnds() {
    crm.close();
    crm = Crm.start(server -> server, text -> MANIFEST.replaceAll(" +latest: .*\n", ""));
    create(25);
    Cursor latest = crm.feed().latest();
    String ann = crm.contacts().create(Map.of("name", "Ann")).id();

    assertThat(crm.drain(latest).ids()).containsExactly(ann);
  }

  @Test
  void anIdleFeedAsksOnce() {
    create(25);
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    crm.saas.resetCounters();

    Crm.Drained idle = crm.drain(cursor);

    assertThat(idle.changes()).isEmpty();
    assertThat(crm.saas.requests(FakeRequest.EVENTS)).isEqualTo(1);
    assertThat(idle.next().position()).hasSizeLessThan(100);
  }

  @Test
  void eventsThatWereForgottenAreNotPassedOver() {
    create(3);
    Cursor behind = crm.drain(crm.feed().earliest()).next();
    create(2);
    Cursor upToDate = crm.drain(behind).next();
    crm.contacts().forgetEvents();

    assertThatThrownBy(() -> crm.feed().poll(behind, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("GET /contacts/events keeps changes from 6 on: asked after 3");
    assertThat(crm.drain(upToDate).changes()).isEmpty();
  }

  @Test
  void whatAServiceForgotThatHadNothingAtFirstIsMissed() {
    Cursor latest = crm.feed().latest();
    create(3);
    crm.contacts().forgetEvents();

    assertThatThrownBy(() -> crm.feed().poll(latest, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("GET /contacts/events keeps changes from 4 on: asked after 0");
    assertThat(crm.drain(crm.feed().earliest()).changes()).isEmpty();
  }

  @Test
  void anAnswerThatDoesNotTellWhatIsKeptStopsTheFeed() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ, NUMBERED.replace("field: /n", "field: /n, oldest: /oldest"))) {
      feed.answer("{\"items\": [" + items("a1") + "]}");
      feed.answer("{\"items\": [], \"oldest\": null}");
      Cursor next = feed.poll(feed.earliest()).next();

      assertThatThrownBy(() -> feed.poll(next))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("GET /d answered without a number at /oldest");
    }
  }

  @Test
  void aServiceThatCountsAnewIsNotBelieved() {
    create(9);
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    crm.contacts().snapshot().keySet().stream().skip(2).forEach(crm.contacts()::purge);

    assertThatThrownBy(() -> crm.feed().poll(cursor, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("GET /contacts/events counts anew: 2 after 9");
  }

  @Test
  void recordsOfOneNumberOnAPageBorderAreAllTold() {
    try (ScriptedFeed feed = new ScriptedFeed(ScriptedFeed.READ, NUMBERED)) {
      feed.answer("{\"items\": [" + items("a1 b1 c2 d3") + "]}");
      feed.answer("{\"items\": [" + items("d3 e3 f3 g4") + "]}");
      feed.answer("{\"items\": [" + items("g4") + "]}");

      List<String> told = new ArrayList<>();
      ChangePage page = feed.poll(feed.earliest());
      told.addAll(keys(page));
      while (page.more()) {
        page = feed.poll(page.next());
        told.addAll(keys(page));
      }

      assertThat(told).containsExactly("a", "b", "c", "d", "e", "f", "g");
      assertThat(feed.asked()).containsExactly("/v1/d?after=0", "/v1/d?after=2", "/v1/d?after=3");
    }
  }

  @Test
  void aPageFullOfOneNumberStopsTheFeed() {
    try (ScriptedFeed feed = new ScriptedFeed(ScriptedFeed.READ, NUMBERED)) {
      feed.answer("{\"items\": [" + items("a5 b5 c5 d5") + "]}");
      feed.answer("{\"items\": [" + items("a5 b5 c5 d5") + "]}");
      Cursor next = feed.poll(feed.earliest()).next();

      assertThatThrownBy(() -> feed.poll(next))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("GET /d answered with a page full of one number: 5");
    }
  }

  @Test
  void numbersOutOfOrderStopTheFeed() {
    try (ScriptedFeed feed = new ScriptedFeed(ScriptedFeed.READ, NUMBERED)) {
      feed.answer("{\"items\": [" + items("a2 b1") + "]}");
      Cursor cursor = feed.earliest();

      assertThatThrownBy(() -> feed.poll(cursor))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("GET /d must answer in order of /n");
    }
  }

  @Test
  void aNumberThatAppearsLateIsFoundWithinTheLookBack() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ, NUMBERED.replace("field: /n", "field: /n, lookBack: 3"))) {
      feed.answer("{\"items\": [" + items("a7 b9") + "]}");
      feed.answer("{\"items\": [" + items("b9") + "]}");
      feed.answer("{\"items\": [" + items("a7 late8 b9") + "]}");
      feed.answer("{\"items\": [" + items("b9") + "]}");

      Cursor drained = feed.poll(feed.poll(feed.earliest()).next()).next();
      ChangePage page = feed.poll(drained);

      assertThat(keys(page)).containsExactly("late");
      assertThat(feed.asked().get(2)).isEqualTo("/v1/d?after=5");
    }
  }

  @Test
  void anEventWithoutARecordIsAHint() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ,
            NUMBERED.replace("}\n", "}, item: { key: [/of], record: /data }\n"))) {
      feed.answer(
          "{\"items\": [{\"n\": 1, \"of\": \"x\"}, {\"n\": 2, \"of\": \"y\", \"data\": {}}]}");

      assertThat(feed.poll(feed.earliest()).changes()).containsExactly(hinted("x"), hinted("y"));
    }
  }

  private static String items(String texts) {
    List<String> items = new ArrayList<>();
    for (String text : texts.split(" ", -1)) {
      String id = text.replaceAll("\\d", "");
      items.add("{\"id\": \"%s\", \"n\": %s}".formatted(id, text.substring(id.length())));
    }
    return String.join(", ", items);
  }

  private static List<String> keys(ChangePage page) {
    return page.changes().stream().map(change -> change.key().toString()).toList();
  }

  private List<String> create(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(crm.contacts().create(Map.of("name", "n" + i)).id());
    }
    return ids;
  }
}
