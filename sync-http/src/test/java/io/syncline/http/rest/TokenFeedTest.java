package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Change;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenFeedTest {

  private static final Limits SMALL = new Limits(3, Crm.PATIENCE);

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
        failure: { code: /code, text: /message }
      datasets:
        contacts:
          key: [id]
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after } }
          feed:
            kind: token
            call: "GET /contacts/delta?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.token } }
            cursor: { from: /deltaToken, to: query.token }
            latest: { call: "GET /contacts/delta?token=latest" }
            deletes: { softFlag: /archived, mergedInto: /mergedInto }
            every: 5s
      """;

  private Crm crm = Crm.start(server -> server, text -> MANIFEST);

  @AfterEach
  void close() {
    crm.close();
  }

  private void with(String manifest) {
    crm.close();
    crm = Crm.start(server -> server, text -> manifest);
  }

  @Test
  void afterLatestExactlyTheChangesArrive() {
    List<String> ids = create(4);
    Cursor latest = crm.feed().latest();
    String ann = crm.contacts().create(Map.of("name", "Ann")).id();
    crm.contacts().delete(ids.get(0));
    crm.contacts().merge(ids.get(1), ids.get(2));

    Crm.Drained drained = crm.drain(latest);

    assertThat(drained.ids()).containsExactly(ann, ids.get(0), ids.get(1));
    assertThat(drained.changes().get(1)).isInstanceOf(Change.Deleted.class);
    assertThat(drained.changes().get(2))
        .isEqualTo(new Change.Moved(NativeKey.of(ids.get(1)), NativeKey.of(ids.get(2))));
    assertThat(crm.drain(drained.next()).changes()).isEmpty();
  }

  @Test
  void earliestIsBeforeEverything() {
    List<String> ids = create(10);

    assertThat(crm.drain(crm.feed().earliest(), SMALL).ids()).containsExactlyElementsOf(ids);
  }

  @Test
  void withoutACallForItLatestIsWhereEverythingEnds() {
    with(MANIFEST.replaceAll(" +latest: .*\n", ""));
    create(10);
    Cursor latest = crm.feed().latest();
    String ann = crm.contacts().create(Map.of("name", "Ann")).id();

    assertThat(crm.drain(latest).ids()).containsExactly(ann);
  }

  @Test
  void linksLeadWhereTokensDo() {
    with(
        MANIFEST
            .replace("kind: token", "kind: delta-link")
            .replace("delta?limit", "delta?links=true&limit")
            .replace("token=latest", "token=latest&links=true")
            .replace(
                "{ cursor: { from: /paging/next, to: query.token } }",
                "{ nextUrl: { from: /nextLink }, size: 3 }")
            .replace("{ from: /deltaToken, to: query.token }", "{ from: /deltaLink }"));
    Cursor latest = crm.feed().latest();
    List<String> ids = create(7);

    assertThat(crm.drain(crm.feed().earliest()).ids()).containsExactlyElementsOf(ids);
    Crm.Drained drained = crm.drain(latest);
    assertThat(drained.ids()).containsExactlyElementsOf(ids);
    assertThat(crm.drain(drained.next()).changes()).isEmpty();
  }

  @Test
  void oneCursorPolledTwiceGivesTheSame() {
    create(10);
    Cursor cursor = crm.feed().earliest();

    ChangePage first = crm.feed().poll(cursor, SMALL);

    assertThat(crm.feed().poll(cursor, SMALL).changes()).isEqualTo(first.changes());
    assertThat(first.changes()).hasSize(3);
    assertThat(first.more()).isTrue();
  }

  @Test
  void anIdleFeedAsksOnce() {
    create(3);
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    crm.saas.resetCounters();

    ChangePage page = crm.feed().poll(cursor, Crm.LIMITS);

    assertThat(page.changes()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(crm.saas.requests(FakeRequest.DELTA)).isEqualTo(1);
  }

  @Test
  void aTokenMayGoIntoAHeader() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ,
            """
            kind: token, call: "GET /d", records: /items,
            page: { cursor: { from: /next, to: query.page } },
            cursor: { from: /sync, to: header.X-Sync }
            """)) {
      feed.answer("{\"items\": [{\"id\": \"a\"}], \"sync\": \"s1\"}");
      feed.answer("{\"items\": [{\"id\": \"b\"}], \"next\": \"2\"}");
      feed.answer("{\"items\": [{\"id\": \"c\"}], \"sync\": \"s2\"}");

      ChangePage page = feed.poll(feed.earliest());
      page = feed.poll(page.next());
      feed.poll(page.next());

      assertThat(feed.server.asked())
          .extracting(asked -> asked.path() + " " + asked.header("X-Sync"))
          .as("every page of a drain has the token, and its own")
          .containsExactly("/v1/d null", "/v1/d s1", "/v1/d?page=2 s1");
    }
  }

  @Test
  void aTokenMayGoIntoTheBody() {
    try (ScriptedFeed feed =
        new ScriptedFeed(
            ScriptedFeed.READ,
            """
            kind: token, call: "POST /sync", body: { types: [d] }, records: /items,
            cursor: { from: /token, to: body./token }, restarted: { at: /full, is: true }
            """)) {
      feed.answer("{\"items\": [], \"token\": \"t1\", \"full\": true}");
      feed.answer("{\"items\": [], \"token\": \"t2\", \"full\": false}");

      feed.poll(feed.poll(feed.earliest()).next());

      assertThat(feed.server.asked())
          .extracting(ScriptedServer.Asked::text)
          .containsExactly("{\"types\":[\"d\"]}", "{\"types\":[\"d\"],\"token\":\"t1\"}");
    }
  }

  @Test
  void imagesMayBeOlderUnlessTheManifestSaysThatTheyAreCurrent() {
    assertThat(crm.dataset.capabilities().feed()).isEqualTo(Capabilities.Feed.LOG);

    with(MANIFEST.replace("every: 5s", "images: current"));

    assertThat(crm.dataset.capabilities().feed()).isEqualTo(Capabilities.Feed.POLLING);
  }

  @Test
  void aCursorOfAnotherKindIsRefused() {
    Cursor other = crm.feed().earliest();

    with(Crm.example());

    assertThatThrownBy(() -> crm.feed().poll(other, Crm.LIMITS))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage("cursor: must be of this dataset and query: http/2[from the beginning]");
  }

  @Test
  void anExpiredTokenIsSaidToBe() {
    Cursor latest = crm.feed().latest();
    crm.contacts().expireTokens();

    assertThatThrownBy(() -> crm.feed().poll(latest, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage(
            "GET /contacts/delta answered 410 CURSOR_EXPIRED: changes are kept for a while only");
  }

  @Test
  void aServiceThatBeginsAnewIsNotBelieved() {
    with(MANIFEST.replace("every: 5s", "restarted: { at: /full, is: \"true\" }"));
    List<String> ids = create(4);
    crm.contacts().beginAnewWhereTokensExpired();
    Cursor cursor = crm.drain(crm.feed().earliest()).next();
    crm.contacts().purge(ids.get(0));
    crm.contacts().expireTokens();

    assertThatThrownBy(() -> crm.feed().poll(cursor, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("GET /contacts/delta answered with everything in the place of what changed");
    assertThat(crm.drain(crm.feed().latest()).changes()).isEmpty();
  }

  @Test
  void aTokenThatWasNotUsedForLongerThanTheServiceRemembersIsExpiredUnasked() {
    with(MANIFEST.replace("every: 5s", "retention: P7D\n      onExpired: compare"));
    assertThat(crm.dataset.capabilities().retention()).contains(Duration.ofDays(7));
    create(1);
    Cursor cursor = crm.drain(crm.feed().latest()).next();
    crm.clock.move(Duration.ofDays(6));
    Cursor used = crm.drain(cursor).next();
    crm.clock.move(Duration.ofDays(2));
    crm.saas.resetCounters();

    assertThatThrownBy(() -> crm.feed().poll(cursor, Crm.LIMITS))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("must go on within PT168H: knows everything up to 2026-01-31T12:00:00Z");
    assertThat(crm.saas.requests()).isZero();
    assertThat(crm.drain(used).changes()).isEmpty();
  }

  @Test
  void whatADrainHasBegunWithExpiresWithIt() {
    with(MANIFEST.replace("every: 5s", "retention: P7D"));
    Cursor cursor = crm.drain(crm.feed().latest()).next();
    create(5);
    crm.clock.move(Duration.ofDays(6));
    ChangePage begun = crm.feed().poll(cursor, SMALL);
    crm.clock.move(Duration.ofDays(2));

    assertThat(begun.more()).isTrue();
    assertThatThrownBy(() -> crm.feed().poll(begun.next(), SMALL))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessageContaining("knows everything up to 2026-01-31T12:00:00Z");
  }

  @Test
  void aCursorIsBoundToTheHeadersOfItsCalls() {
    Cursor cursor = crm.feed().earliest();

    with(MANIFEST.replace("every: 5s", "headers: { Prefer: minimal }"));

    assertThatThrownBy(() -> crm.feed().poll(cursor, Crm.LIMITS))
        .isInstanceOf(AdapterException.ConfigInvalid.class);
  }

  @Test
  void aServiceMayTellByItsCodeOrItsTextThatATokenExpired() {
    for (String error :
        List.of(
            "{\"error\": {\"code\": \"syncStateNotFound\"}}",
            "{\"error\": {\"message\": \"The sync Token is no longer valid.\"}}")) {
      try (ScriptedFeed feed =
          new ScriptedFeed(
              ScriptedFeed.READ,
              "kind: token, call: \"GET /d\", cursor: { from: /t, to: query.t }, records: /i")) {
        feed.answer(400, error);
        Cursor cursor = feed.earliest();

        assertThatThrownBy(() -> feed.poll(cursor))
            .isInstanceOf(AdapterException.CursorExpired.class);
      }
    }
  }

  @Test
  void randomWritersLoseNoKey() {
    long seed = 7;
    Random random = new Random(seed);
    List<String> ids = new ArrayList<>(create(20));
    Map<String, Optional<Object>> mirror = new HashMap<>();
    Cursor cursor = crm.feed().earliest();
    for (int round = 0; round < 200; round++) {
      String id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(3)) {
        case 0 -> ids.add(crm.contacts().create(Map.of("name", "r" + round)).id());
        case 1 -> crm.contacts().delete(id);
        default -> crm.contacts().update(id, Map.of("name", "r" + round));
      }
      ChangePage page = crm.feed().poll(cursor, new Limits(1 + random.nextInt(5), Crm.PATIENCE));
      page.changes().forEach(change -> mirror.put(change.key().toString(), shown(change)));
      cursor = page.next();
    }
    crm.drain(cursor).changes().forEach(c -> mirror.put(c.key().toString(), shown(c)));

    mirror.values().removeIf(Optional::isEmpty);
    Map<String, Optional<Object>> truth = new HashMap<>();
    crm.contacts()
        .snapshot()
        .forEach((id, record) -> truth.put(id, Optional.of(record.fields().get("name"))));
    assertThat(mirror).as("seed %d", seed).isEqualTo(truth);
  }

  private static Optional<Object> shown(Change change) {
    return change instanceof Change.Upserted upserted
        ? Optional.of(upserted.image().row().get("name").orElseThrow().toString())
        : Optional.empty();
  }

  private List<String> create(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(crm.contacts().create(Map.of("name", "n" + i)).id());
    }
    return ids;
  }
}
