package io.syncline.jdbc.kill;

import static io.syncline.model.FieldType.integer;
import static io.syncline.model.FieldType.text;
import static io.syncline.reconcile.policy.ConflictPolicy.lastWriter;
import static io.syncline.reconcile.policy.DeletePolicy.deleteWins;

import io.syncline.EntityBuilder;
import io.syncline.Hub;
import io.syncline.engine.HubLimits;
import io.syncline.engine.SyncListener;
import io.syncline.jdbc.JdbcState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two databases with the same customers, and the hub between them. It matches nothing by values, so
 * what is made twice stays twice.
 */
record Pair(Site a, Site b) {

  static final String CUSTOMER = "customer";

  private static final HubLimits SMALL_STEPS =
      HubLimits.defaults()
          .withReadRows(500)
          .withIntakeRows(500)
          .withWriteRows(200)
          .withCall(Duration.ofSeconds(60))
          .withWaiting(Duration.ofMillis(200));

  static Pair of(String[] words) {
    return new Pair(Site.of(words, 0), Site.of(words, Site.WORDS));
  }

  List<String> words() {
    List<String> words = new ArrayList<>(a.words());
    words.addAll(b.words());
    return words;
  }

  /** By the names that the hub has for them. */
  Map<String, Site> sites() {
    return new TreeMap<>(Map.of("a", a, "b", b));
  }

  /** Makes the tables, and what the hub needs to follow them. */
  void prepare(Path state) throws SQLException {
    a.createTables();
    b.createTables();
    try (Hub hub = hub(state, SyncListener.none())) {
      hub.tracking().install();
    }
  }

  /** A hub as any host has it, with its state in a file. */
  Hub hub(Path state, SyncListener listener) {
    return Hub.builder()
        .state(JdbcState.file(state))
        .limits(SMALL_STEPS)
        .listener(listener)
        .system("a", a.adapter())
        .system("b", b.adapter())
        .entity(CUSTOMER, this::customer)
        .build();
  }

  private void customer(EntityBuilder customer) {
    customer
        .field("ref", text(60))
        .field("name", text(60))
        .field("city", text(60))
        .field("amount", integer())
        .twinsAreSeparate()
        .onConflict(lastWriter())
        .onDeleteConflict(deleteWins());
    sites()
        .forEach(
            (name, site) ->
                customer.in(
                    name,
                    flow ->
                        flow.dataset(CUSTOMER)
                            .key("id")
                            .everyFieldByName()
                            .feed(site.feed().options())));
  }
}
