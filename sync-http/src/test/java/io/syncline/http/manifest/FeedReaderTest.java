package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;

class FeedReaderTest {

  private static final String HEAD =
      """
      adapter: http/v1
      connection: { base: "https://a.example" }
      datasets:
      """;

  @Test
  void eachKindIsRead() {
    String text =
        HEAD
            + """
              a: { key: [id], read: { one: "GET /a/{id}" }, feed: { kind: delta-link, call: "GET /a", cursor: { from: /link },
                   latest: { call: "GET /a/latest" }, retention: P7D, onExpired: compare } }
              b: { key: [id], read: { one: "GET /b/{id}" }, feed: { kind: token, call: "GET /b", cursor: { from: /t, to: query.t },
                   restarted: { at: /full, is: true } } }
              c: { key: [id], read: { one: "GET /c/{id}" }, feed: { kind: sequence, call: "GET /c?n={cursor.sequence}",
                   cursor: { field: /n, lookBack: 10 }, changedAt: { field: /at } } }
            """;

    Map<String, DatasetManifest> datasets = ManifestReader.read(text, Map.of()).datasets();

    FeedSpec a = datasets.get("a").feed().orElseThrow();
    JsonPointer link = JsonPointer.compile("/link");
    assertThat(a.kind())
        .isEqualTo(
            new FeedSpec.DeltaLink(
                link, Optional.of(new FeedSpec.Latest(new Call("GET", "/a/latest"), link))));
    assertThat(a.retention()).contains(Duration.ofDays(7));
    assertThat(a.images()).isEqualTo(FeedSpec.Images.PAST);
    assertThat(datasets.get("a").calls()).hasSize(3);
    assertThat(datasets.get("b").feed().orElseThrow().restarted()).isPresent();
    FeedSpec c = datasets.get("c").feed().orElseThrow();
    assertThat(((FeedSpec.Sequence) c.kind()).lookBack()).isEqualTo(10);
    assertThat(c.stamp()).isPresent();
  }

  @Test
  void whatCouldNotBeFollowedIsAFault() {
    String text =
        HEAD
            + """
              a: { key: [id], read: { one: "GET /r/{id}" }, feed: { kind: delta-links, call: "GET /a", cursor: {} } }
              b: { key: [id], read: { one: "GET /r/{id}" }, feed: { kind: stream, call: "GET /b", cursor: {} } }
              c: { key: [id], read: { one: "GET /r/{id}" }, feed: { kind: token, call: "GET /c", cursor: { from: /t, to: t } } }
              d: { key: [id], read: { one: "GET /r/{id}" }, feed: { kind: sequence, call: "GET /d", cursor: { field: /n },
                   page: { size: 2 } } }
              e: { key: [id], feed: { kind: token, call: "GET /e", cursor: { from: /t, to: query.t },
                   onExpired: ignore, images: partial, item: { key: [/a, /b] } } }
              f: { key: [id], feed: { kind: token, call: "GET /f", cursor: { from: /t, to: query.t },
                   deletes: { certain: { at: /r, is: x }, feed: { kind: token, call: "GET /g",
                     cursor: { from: /t, to: query.t }, retention: 1d } } } }
              g: { key: [id], read: { one: "GET /r/{id}" }, feed: { kind: sequence, call: "GET /h?n={cursor.sequence}",
                   cursor: { field: /n }, latest: { call: "GET /i" }, deletes: {},
                   headers: { "a b": c } } }
              h: { key: [id], read: { one: "GET /r/{id}" }, feed: { kind: token, call: "GET /h",
                   cursor: { from: /t, to: query.t }, page: { offset: { to: query.o } },
                   retention: 0s } }
            """;

    assertThat(faults(text))
        .extracting(SettingFault::toString)
        .containsExactlyInAnyOrder(
            "datasets.a.feed.kind: must be a known word: delta-links, did you mean delta-link?"
                + " (line 4)",
            "datasets.b.feed.kind: must not be stream: that is a key of the dataset, beside its"
                + " feed (line 5)",
            "datasets.c.feed.cursor.to: must be query.name, header.name or body./pointer: t"
                + " (line 6)",
            "datasets.d.feed.call: must use {cursor.sequence}, or its body must (line 7)",
            "datasets.d.feed.page.size: must be a whole number of at least 3: 2 (line 8)",
            "datasets.e.feed.onExpired: must be a known word: ignore, one of [compare] (line 10)",
            "datasets.e.feed.images: must be current without read: what may be older, or a part, is"
                + " read (line 10)",
            "datasets.e.feed.item.key: must have a place for each field of the key: [id]"
                + " (line 10)",
            "datasets.e.feed.item.record: must not be so without read: without it an item is read"
                + " by its key (line 10)",
            "datasets.f.feed.deletes.certain: must not be given without tombstone (line 12)",
            "datasets.f.feed.deletes.certain: must not be so without read: what is not certain is"
                + " read by key (line 12)",
            "datasets.f.feed.deletes.feed: must not be so without read: what it tells may be there"
                + " again, and is read by key (line 12)",
            "datasets.f.feed.images: must be current without read: what may be older, or a part, is"
                + " read (line 11)",
            "datasets.f.feed.deletes.feed.retention: must be given with the feed itself (line 13)",
            "datasets.g.feed.latest.from: must be given: where the answer has the position"
                + " (line 15)",
            "datasets.g.feed.deletes: must have one of softFlag, tombstone, feed (line 15)",
            "datasets.g.feed.headers.a b: must be a name of a header (line 16)",
            "datasets.h.feed.page: must not be offset or number: others move while pages are read"
                + " (line 18)",
            "datasets.h.feed.retention: must be longer than none (line 19)");
  }

  private static List<SettingFault> faults(String text) {
    return catchThrowableOfType(
            AdapterException.ConfigInvalid.class, () -> ManifestReader.read(text, Map.of()))
        .faults();
  }
}
