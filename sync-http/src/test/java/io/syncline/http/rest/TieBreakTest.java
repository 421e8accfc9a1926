package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many records of one time, at a service that sets them in order. */
class TieBreakTest {

  private static final int TIES = 5000;
  private static final Duration LOOK_BACK = Duration.ofMinutes(2);
  private static final String CALL = "call: \"GET /contacts?archived=true&limit={page.size}";
  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
      datasets:
        contacts:
          key: [id]
          version: { etag: header, field: /etag }
          read: { one: "GET /contacts/{id}" }
          feed:
            kind: modified-since
            CALL
            records: /items
            cursor: { field: /updatedAt, lookBack: 2m TIE }
      """;

  private static final String TIED =
      MANIFEST
          .replace(
              "CALL",
              CALL
                  + "&modifiedSince={cursor.time}&afterId={cursor.tie}\""
                  + "\n      page: { size: 100 }")
          .replace(" TIE", ", tieBreak: /id");

  private static final String UNTIED =
      MANIFEST
          .replace(
              "CALL",
              CALL
                  + "&modifiedSince={cursor.time}\"\n      page: { cursor: { from: /paging/next, to:"
                  + " query.after }, size: 100 }")
          .replace(" TIE", "");

  private Crm crm;

  @AfterEach
  void close() {
    crm.close();
  }

  private void start(String manifest) {
    crm = Crm.start(server -> server, given -> manifest);
  }

  /** Records of the clock's time. */
  private Set<String> ties(int count) {
    Set<String> ids = new HashSet<>();
    Instant time = crm.clock.instant();
    for (int i = 0; i < count; i++) {
      ids.add(crm.contacts().createAt(time, Map.of("name", "n" + i)).id());
    }
    return ids;
  }

  private static Set<String> plain(Crm.Drained drained) {
    Set<String> ids = new HashSet<>();
    drained.changes().forEach(change -> ids.add(change.key().parts().get(0)));
    return ids;
  }

  private long calls() {
    return crm.saas.requests(FakeRequest.FEED);
  }

  @Test
  void manyOfOneTimeAreReadOnceAndNotAgain() {
    start(TIED);
    Set<String> ids = ties(TIES);

    Crm.Drained first = crm.drain(crm.feed().earliest());
    assertThat(plain(first)).isEqualTo(ids);
    assertThat(first.changes()).hasSize(TIES);

    crm.clock.move(LOOK_BACK.plusSeconds(2));
    Crm.Drained second = crm.drain(first.next());
    long before = calls();
    Crm.Drained third = crm.drain(second.next());
    assertThat(third.changes()).isEmpty();
    assertThat(calls() - before).as("one call that finds nothing").isOne();
  }

  @Test
  void withoutATieBreakAllAreReadAgainWithEveryPoll() {
    start(UNTIED);
    ties(TIES);
    Crm.Drained first = crm.drain(crm.feed().earliest());
    crm.clock.move(LOOK_BACK.plusSeconds(2));
    Crm.Drained second = crm.drain(first.next());
    long before = calls();

    crm.drain(second.next());

    assertThat(calls() - before).as("which is what a tie-break saves").isGreaterThanOrEqualTo(50);
  }

  @Test
  void whatAppearsLateInTheSameTimeIsFoundWithinTheLookBack() {
    long seed = 7;
    Random random = new Random(seed);
    start(TIED);
    Instant time = crm.clock.instant();
    Set<String> ids = ties(250);
    Crm.Drained drained = crm.drain(crm.feed().earliest());
    List<String> found = new ArrayList<>(plain(drained));
    Cursor cursor = drained.next();
    for (int late = 0; late < 20; late++) {
      crm.clock.move(LOOK_BACK.dividedBy(20));
      for (int i = random.nextInt(3); i >= 0; i--) {
        ids.add(crm.contacts().createAt(time, Map.of("name", "late " + late)).id());
      }
      Crm.Drained next = crm.drain(cursor, new Limits(1 + random.nextInt(60), Crm.PATIENCE));
      found.addAll(plain(next));
      cursor = next.next();
      assertThat(new HashSet<>(found)).as("seed=%d late=%d", seed, late).isEqualTo(ids);
    }
    assertThat(found).as("seed=%d: none is handed out twice", seed).doesNotHaveDuplicates();

    crm.clock.move(LOOK_BACK);
    cursor = crm.drain(crm.drain(cursor).next()).next();
    ids.addAll(ties(3));
    crm.contacts().update(found.get(0), Map.of("name", "changed"));
    Set<String> later = plain(crm.drain(cursor));
    assertThat(later).contains(found.get(0)).hasSize(4);
  }

  @Test
  void pagesOfAnySizeAndACursorAfterEachLoseNothing() {
    start(TIED);
    Set<String> ids = ties(330);
    crm.clock.move(Duration.ofSeconds(1));
    ids.addAll(ties(170));
    Set<String> found = new HashSet<>();
    Cursor cursor = crm.feed().earliest();
    boolean more = true;
    for (int rows = 1; more; rows = rows % 97 + 7) {
      var page = crm.feed().poll(cursor, new Limits(rows, Crm.PATIENCE));
      page.changes().forEach(change -> found.add(change.key().parts().get(0)));
      cursor = page.next();
      more = page.more();
    }

    assertThat(found).isEqualTo(ids);
  }

  @Test
  void latestIsBehindAllThatIsThere() {
    start(
        TIED.replace(
            "records: /items", "newest: GET /contacts?newest=true\n      records: /items"));
    ties(300);
    Cursor latest = crm.feed().latest();
    Set<String> ids = ties(3);

    assertThat(plain(crm.drain(latest))).isEqualTo(ids);
  }

  @Test
  void aServiceThatHeedsNoTieIsRefused() {
    start(TIED.replace("&afterId=", "&id="));
    ties(150);
    Cursor earliest = crm.feed().earliest();

    assertThatThrownBy(() -> crm.drain(earliest))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessageContaining("GET /contacts answered with the record that it was asked for what");
  }

  @Test
  void aTieBreakMustBeAskedForAndPagesGoByIt() {
    AdapterException.ConfigInvalid refused =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () ->
                Crm.open(
                    "http://a.example",
                    given -> UNTIED.replace("2m", "2m, tieBreak: /id"),
                    Instant::now));

    assertThat(refused.faults())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "datasets.contacts.feed.call: must use {cursor.tie}, or its body must (line 12)",
            "datasets.contacts.feed.page: must have nothing but size with tieBreak, by which pages"
                + " go on (line 13)");
    start(TIED);
  }
}
