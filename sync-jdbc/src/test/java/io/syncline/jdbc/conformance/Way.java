package io.syncline.jdbc.conformance;

import io.syncline.jdbc.JournalFeed;
import io.syncline.jdbc.LogFeed;
import io.syncline.jdbc.OutboxFeed;
import io.syncline.jdbc.PollingFeed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a table is followed.
 *
 * @param product the database it is in
 * @param keyType of the key
 * @param dataset what is followed: the table, or a view of it
 * @param inapplicable rule id to reason
 * @param deviations rule id to reason
 */
record Way(
    Product product,
    String name,
    String keyType,
    String dataset,
    Map<String, String> options,
    Map<String, String> inapplicable,
    Map<String, String> deviations) {

  static final String TABLE = "customer";
  static final String VIEW = "customer_view";

  private static final String LISTED = "listed";

  /** Of contents. */
  private static final List<String> LARGE = List.of("LO-01", "LO-02", "LO-03");

  private static final String CONTENTS_ELSEWHERE =
      "contents are carried by the code of another way, which passes: listed";
  private static final String WHOLE_ROWS = "it carries whole rows, and no contents beside them";

  private static final String GIVEN = "bigint";
  private static final String TAKEN = "text";

  /** Of all tables. */
  private static final Map<String, String> NEVER =
      Map.of(
          "WR-15", "a database has no rate limits",
          "WR-16", "credentials are shown when a connection is opened, and never during a batch");

  /** Of tables that are polled. */
  private static final Map<String, String> NEVER_POLLED =
      Map.of(
          "CF-09",
          "the table itself is polled, so nothing is forgotten that a cursor could ask for",
          "CF-12",
          "a table keeps no old keys: a changed key is a new row, and the next full listing finds"
              + " the old one gone");

  /** Of views that wait for nobody. */
  private static final Map<String, String> NEVER_STALLED =
      Map.of(
          "CL-08", "no read of a view that was read before can be made to wait for a lock",
          "CL-09", "no read of a view that was read before can be made to wait for a lock");

  /** Of tables with a journal. */
  private static final Map<String, String> NO_CLOCK =
      Map.of("OP-02", "a journal goes by transactions, and by no clock");

  private static Way of(
      Product product, String name, String keyType, String dataset, Map<String, String> options) {
    Map<String, String> inapplicable = new TreeMap<>(NEVER);
    if (!name.equals(LISTED)) {
      LARGE.forEach(rule -> inapplicable.put(rule, CONTENTS_ELSEWHERE));
    }
    return new Way(
        product, product.title() + ", " + name, keyType, dataset, options, inapplicable, Map.of());
  }

  static Way polledByTime(Product product) {
    PollingFeed feed = PollingFeed.polling("updated_at").overlap(product.overlap());
    return of(product, "polled by time", GIVEN, TABLE, feed.options())
        .neverPolled()
        .deviating(
            "OP-02",
            "a stamp further back than feed.overlap, a minute unless said otherwise, is found by a"
                + " full listing only");
  }

  static Way polledByNumber(Product product) {
    return of(
            product,
            "polled by number",
            GIVEN,
            TABLE,
            PollingFeed.polling("change_number").options())
        .neverPolled()
        .inapplicable(Map.of("OP-02", "the numbers of a sequence come from no clock"))
        .readAs("polled by time");
  }

  static Way listed(Product product) {
    return of(product, LISTED, TAKEN, TABLE, Map.of());
  }

  static Way digested(Product product) {
    return of(product, "versions by digest", GIVEN, TABLE, Map.of("version", "digest"))
        .readAs("listed");
  }

  static Way viewed(Product product) {
    Way viewed = of(product, "a view, without versions", TAKEN, VIEW, Map.of()).readAs("listed");
    return product.viewsAreAsTables() ? viewed : viewed.inapplicable(NEVER_STALLED);
  }

  static Way log() {
    return of(new PostgreSqlProduct(), "log", GIVEN, TABLE, LogFeed.log().options())
        .inapplicable(Map.of("OP-02", "positions in a log come from no clock"))
        .withoutContents();
  }

  static Way journal(Product product) {
    return of(product, "journal", GIVEN, TABLE, JournalFeed.journal().options())
        .inapplicable(NO_CLOCK);
  }

  static Way outbox(Product product) {
    return of(product, "outbox", GIVEN, TABLE, OutboxFeed.outbox().options())
        .inapplicable(NO_CLOCK)
        .readAs("journal");
  }

  /** Changes are told, and writes asked for, in tables beside the one that is followed. */
  static Way exchange(Product product) {
    Map<String, String> options = new TreeMap<>(OtherSide.tables(TABLE));
    options.put("feed", "exchange");
    return of(product, "exchange", GIVEN, TABLE, options)
        .inapplicable(
            Map.of(
                "CF-09",
                "what is told stays until it is answered, so nothing is forgotten that a cursor"
                    + " could ask for",
                "CF-12",
                "a changed key is told as one record that is gone and one that is new",
                "OP-02",
                "what is told is found by its state, and by no clock",
                "QU-04",
                "what is told is answered to one reader, so that a dataset has but one"))
        .withoutContents()
        .deviating(
            "WR-03",
            "what a request rests on is looked at when it is made; whether it still holds when it"
                + " is carried out, the other side must see to")
        .deviating(
            "WR-12", "the other side tells why in words, so what waits for a parent is refused");
  }

  private Way withoutContents() {
    Map<String, String> reasons = new TreeMap<>();
    LARGE.forEach(rule -> reasons.put(rule, WHOLE_ROWS));
    return inapplicable(reasons);
  }

  private Way neverPolled() {
    return inapplicable(NEVER_POLLED);
  }

  private Way inapplicable(Map<String, String> others) {
    Map<String, String> more = new TreeMap<>(inapplicable);
    more.putAll(others);
    return new Way(product, name, keyType, dataset, options, more, deviations);
  }

  /** By the very code of another way, so that what takes long is tried there alone. */
  private Way readAs(String other) {
    return inapplicable(Map.of("OP-03", "read by the code of another way, which passes: " + other));
  }

  private Way deviating(String rule, String reason) {
    Map<String, String> more = new TreeMap<>(deviations);
    more.put(rule, reason);
    return new Way(product, name, keyType, dataset, options, inapplicable, more);
  }

  boolean isView() {
    return dataset.equals(VIEW);
  }

  /** Whether something must be installed for it. */
  boolean isTracked() {
    return isLogged() || isJournaled();
  }

  /** Whether it is followed by the database's log. */
  boolean isLogged() {
    return options.containsValue("log");
  }

  /** Whether what was changed stands in a journal. */
  boolean isJournaled() {
    return isRecorded() || options.containsValue("journal");
  }

  /** Whether the application must tell what it changes. */
  boolean isRecorded() {
    return options.containsValue("outbox");
  }

  /** Whether the table may only be read, and others stand between. */
  boolean isExchanged() {
    return options.containsValue("exchange");
  }

  /** Whether rows are found by the time at which they were stamped. */
  boolean isStamped() {
    return options.containsValue("updated_at");
  }
}
