package io.syncline.http.rest;

import static io.syncline.http.rest.ScriptedFeed.deleted;
import static io.syncline.http.rest.ScriptedFeed.hinted;
import static io.syncline.http.rest.ScriptedFeed.upserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links that a service gives out to ask on with, as OData and services like it do. */
class DeltaLinkTest {

  private static final String GRAPH =
      """
      kind: delta-link, call: "GET /users/delta", records: /value,
      page: { nextUrl: { from: "/@odata.nextLink" } },
      cursor: { from: "/@odata.deltaLink" },
      latest: { call: "GET /users/delta?$deltatoken=latest" },
      deletes: { tombstone: { at: "/@removed" }, certain: { at: "/@removed/reason", is: deleted } }
      """;

  private ScriptedFeed feed = new ScriptedFeed(ScriptedFeed.READ, GRAPH);

  @AfterEach
  void close() {
    feed.close();
  }

  private void with(String dataset, String spec) {
    feed.close();
    feed = new ScriptedFeed(dataset, spec);
  }

  @Test
  void pagesAreFollowedToTheLinkForTheNextPoll() {
    String base = feed.server.url() + "/v1";
    feed.answer(
        """
        {"value": [{"id": "a", "name": "Ann"}],
         "@odata.nextLink": "%s/users/delta?$skiptoken=x"}
        """
            .formatted(base));
    feed.answer(
        """
        {"value": [{"id": "b", "name": "Bea"}],
         "@odata.deltaLink": "%s/users/delta?$deltatoken=1"}
        """
            .formatted(base));
    feed.answer("{\"value\": [], \"@odata.deltaLink\": \"delta?$deltatoken=2\"}");

    ChangePage first = feed.poll(feed.earliest());
    ChangePage second = feed.poll(first.next());
    ChangePage third = feed.poll(second.next());

    assertThat(first.changes()).containsExactly(upserted("a", "Ann"));
    assertThat(first.more()).isTrue();
    assertThat(second.changes()).containsExactly(upserted("b", "Bea"));
    assertThat(second.more()).isFalse();
    assertThat(third.changes()).isEmpty();
    assertThat(feed.asked())
        .containsExactly(
            "/v1/users/delta", "/v1/users/delta?$skiptoken=x", "/v1/users/delta?$deltatoken=1");
  }

  @Test
  void latestIsTheLinkThatTheServiceTells() {
    feed.answer("{\"value\": [], \"@odata.deltaLink\": \"/v1/users/delta?$deltatoken=9\"}");
    feed.answer("{\"value\": [], \"@odata.deltaLink\": \"/v1/users/delta?$deltatoken=9\"}");

    ChangePage page = feed.poll(feed.latest());

    assertThat(page.changes()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(feed.asked())
        .containsExactly("/v1/users/delta?$deltatoken=latest", "/v1/users/delta?$deltatoken=9");
  }

  @Test
  void withoutACallForItLatestIsWhereEverythingEnds() {
    with(ScriptedFeed.READ, GRAPH.replaceAll("latest: .*,\n", ""));
    feed.answer("{\"value\": [{\"id\": \"a\"}], \"@odata.nextLink\": \"delta?p=2\"}");
    feed.answer("{\"value\": [{\"id\": \"b\"}], \"@odata.deltaLink\": \"delta?since=1\"}");
    feed.answer("{\"value\": [{\"id\": \"c\"}], \"@odata.deltaLink\": \"delta?since=2\"}");

    ChangePage page = feed.poll(feed.latest());

    assertThat(page.changes()).extracting(change -> change.key().toString()).containsExactly("c");
    assertThat(feed.asked()).last().isEqualTo("/v1/users/delta?since=1");
  }

  @Test
  void whatIsNotSaidToBeDeletedForGoodIsReadByKey() {
    feed.answer(
        """
        {"value": [{"id": "a", "@removed": {"reason": "deleted"}},
                   {"id": "b", "@removed": {"reason": "changed"}}],
         "@odata.deltaLink": "delta?since=1"}
        """);

    assertThat(feed.poll(feed.earliest()).changes()).containsExactly(deleted("a"), hinted("b"));
  }

  /** OData JSON Format Version 4.01, section 15.1, a 4.01 delta response with three changes. */
  @Test
  void theDeltaResponseOfOData401IsRead() {
    with(
        "key: [CustomerID], read: { one: \"GET /Customers('{CustomerID}')\" }",
        """
        kind: delta-link, call: "GET /Customers", records: /value,
        headers: { Prefer: odata.track-changes },
        page: { nextUrl: { from: "/@nextLink" } }, cursor: { from: "/@deltaLink" },
        item: { entityId: "/@id", record: "" }, images: partial,
        deletes: { tombstone: { at: "/@removed" } }
        """);
    feed.answer(
        """
        {
          "@context": "http://host/service/$metadata#Customers/$delta",
          "@count":3,
          "value": [
            {
              "@id": "Customers('BOTTM')",
              "ContactName": "Susan Halvenstern"
            },
            {
              "@removed": {
                "reason": "deleted"
              },
              "@id": "Customers('ANTON')"
            },
            {
              "@id": "Customers('ALFKI')",
              "ContactName": "Blake Smithe"
            }
          ],
          "@deltaLink": "Customers?$deltatoken=8015"
        }
        """);
    feed.answer("{\"value\": [], \"@deltaLink\": \"Customers?$deltatoken=8016\"}");

    ChangePage page = feed.poll(feed.earliest());
    feed.poll(page.next());

    assertThat(page.changes()).containsExactly(hinted("BOTTM"), deleted("ANTON"), hinted("ALFKI"));
    assertThat(feed.asked()).containsExactly("/v1/Customers", "/v1/Customers?$deltatoken=8015");
    assertThat(feed.server.asked().get(0).header("Prefer")).isEqualTo("odata.track-changes");
  }

  /** The same section, a 4.0 delta response; section 15.3, a deleted entity in 4.0. */
  @Test
  void deletedEntitiesOfOData40AreRead() {
    with(
        "key: [CustomerID], read: { one: \"GET /Customers('{CustomerID}')\" }",
        """
        kind: delta-link, call: "GET /Customers", records: /value,
        page: { nextUrl: { from: "/@odata.nextLink" } }, cursor: { from: "/@odata.deltaLink" },
        item: { entityId: "/id", record: "" },
        deletes: { tombstone: { at: "/@odata.context", ends: "/$deletedEntity" } }
        """);
    feed.answer(
        """
        {
          "@odata.context": "http://host/service/$metadata#Customers/$delta",
          "value": [
            {
              "@odata.context": "#Customers/$deletedEntity",
              "reason": "deleted",
              "id": "Customers('ANTON')"
            }
          ],
          "@odata.deltaLink": "Customers?$deltatoken=8015"
        }
        """);

    assertThat(feed.poll(feed.earliest()).changes()).containsExactly(deleted("ANTON"));
  }

  /** The same document, section 15.3: all key fields in the place of an entity-id. */
  @Test
  void aDeletedEntityMayHaveItsKeyFieldsInThePlaceOfItsId() {
    with(
        "key: [ID], read: { one: \"GET /Customers('{ID}')\" }",
        """
        kind: delta-link, call: "GET /Customers", records: /value,
        cursor: { from: "/@deltaLink" }, item: { entityId: "/@id", record: "" },
        deletes: { tombstone: { at: "/@removed" } }
        """);
    feed.answer(
        """
        {"value": [{"@removed": {}, "ID": "ANTON"}], "@deltaLink": "Customers?$deltatoken=1"}
        """);

    assertThat(feed.poll(feed.earliest()).changes()).containsExactly(deleted("ANTON"));
  }

  @Test
  void anItemOfNoRecordStopsTheFeed() {
    feed.answer(
        """
        {"value": [{"@odata.context": "#d/$deletedLink", "source": "d('a')"}],
         "@odata.deltaLink": "delta?since=1"}
        """);
    Cursor cursor = feed.earliest();

    assertThatThrownBy(() -> feed.poll(cursor))
        .isInstanceOf(AdapterException.SchemaChanged.class)
        .hasMessage("must have its key: an item of the feed");
  }

  @Test
  void anAnswerThatLeadsNowhereStopsTheFeed() {
    feed.answer("{\"value\": []}");
    Cursor cursor = feed.earliest();

    assertThatThrownBy(() -> feed.poll(cursor))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage(
            "GET /users/delta answered with no next page, and with nothing at"
                + " /@odata.deltaLink");
  }

  @Test
  void aLinkToAnotherHostIsRefused() {
    for (String link :
        List.of(
            "http://evil.example/v1/users",
            "/elsewhere",
            "//evil/v1/users",
            "/v1/../elsewhere",
            "/v1/%2E%2e/elsewhere")) {
      feed.answer("{\"value\": [], \"@odata.deltaLink\": \"" + link + "\"}");
      Cursor cursor = feed.earliest();

      assertThatThrownBy(() -> feed.poll(cursor))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("GET /users/delta answered with a link outside " + feed.server.url() + "/v1");
    }
  }

  @Test
  void aPageLargerThanWhatIsWantedIsHandedOutInPieces() {
    String body =
        """
        {"value": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "@odata.deltaLink": "delta?since=1"}
        """;
    feed.answer(body);
    feed.answer(body);

    ChangePage first = feed.poll(feed.earliest(), 2);
    ChangePage second = feed.poll(first.next(), 2);

    assertThat(keys(first)).containsExactly("a", "b");
    assertThat(first.more()).isTrue();
    assertThat(keys(second)).containsExactly("c");
    assertThat(second.more()).isFalse();
  }

  @Test
  void aPageThatChangedBeforeItsRestWasReadIsHandedOutAnew() {
    feed.answer(
        "{\"value\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}],"
            + " \"@odata.deltaLink\": \"delta?since=1\"}");
    feed.answer(
        "{\"value\": [{\"id\": \"b\"}, {\"id\": \"c\"}, {\"id\": \"a\", \"n\": 2}],"
            + " \"@odata.deltaLink\": \"delta?since=2\"}");

    ChangePage first = feed.poll(feed.earliest(), 2);
    ChangePage second = feed.poll(first.next(), 5);

    assertThat(keys(second)).containsExactly("b", "c", "a");
  }

  private static List<String> keys(ChangePage page) {
    return page.changes().stream().map(change -> change.key().toString()).toList();
  }
}
