package io.syncline.http.rest;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One dataset, {@code d}, of a scripted server, followed as a manifest says. */
final class ScriptedFeed implements AutoCloseable {

  /** A dataset whose records can be read by key. */
  static final String READ = "key: [id], read: { one: \"GET /d/{id}\" }";

  final ScriptedServer server = new ScriptedServer();
  final Crm.Hand clock = new Crm.Hand();
  private final Adapter adapter;
  private final ChangeFeed feed;

  /** {@code dataset}: its keys in YAML, beside {@code feed} and its own. */
  ScriptedFeed(String dataset, String feed) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}/v1
          failure: { code: /error/code, text: /error/message }
          errors:
            - { when: { status: [400], code: syncStateNotFound }, then: cursor-expired }
            - { when: { status: [400], text: "token is no longer valid" }, then: cursor-expired }
        datasets: { d: { %s, feed: { %s } } }
        """
            .formatted(dataset, feed);
    adapter = Crm.open(server.url(), text -> manifest, clock);
    this.feed = adapter.dataset(DatasetSpec.of("d")).changeFeed().orElseThrow();
  }

  void answer(String body) {
    answer(200, body);
  }

  void answer(int status, String body) {
    server.answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  Cursor earliest() {
    return feed.earliest();
  }

  Cursor latest() {
    return feed.latest();
  }

  ChangePage poll(Cursor cursor) {
    return poll(cursor, 100);
  }

  ChangePage poll(Cursor cursor, int rows) {
    return feed.poll(cursor, new Limits(rows, Crm.PATIENCE));
  }

  /** The paths that were asked, with their queries. */
  List<String> asked() {
    return server.asked().stream().map(ScriptedServer.Asked::path).toList();
  }

  static Change upserted(String key, String name) {
    Row row = Row.of("id", Value.of(key)).with(Row.of("name", Value.of(name)));
    return new Change.Upserted(NativeKey.of(key), Image.of(row));
  }

  static Change deleted(String key) {
    return new Change.Deleted(NativeKey.of(key), Optional.empty(), Optional.empty());
  }

  static Change hinted(String key) {
    return new Change.Hinted(NativeKey.of(key));
  }

  @Override
  public void close() {
    adapter.close();
    server.close();
  }
}
