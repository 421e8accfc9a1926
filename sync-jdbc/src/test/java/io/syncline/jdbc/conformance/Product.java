package io.syncline.jdbc.conformance;

import io.syncline.model.Value;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.wire.WireFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A database product as a host application has it: how its owner speaks to it, past the adapter.
 * Types are named as PostgreSQL names them.
 */
interface Product {

  /** As people call it. */
  String title();

  /** A database of its own. */
  Home home();

  /** Makes an account that may do what an adapter needs, and one that may only read. */
  void createAccounts(TableHost host, String account, String reader, String password);

  /** Whether views can be written to, and whoever holds their table holds them. */
  default boolean viewsAreAsTables() {
    return true;
  }

  /** The dataset as one can follow it who may only read. */
  default DatasetSpec readable(DatasetSpec dataset) {
    return dataset;
  }

  /** Lets an account install and remove what following {@code table} needs. */
  default void permitTracking(TableHost host, String account, String table) {
    throw keepsNoJournal();
  }

  void dropAccounts(TableHost host, String account, String reader);

  /** Where the adapter finds it, such that commits are sent in words each time. */
  String url(String host, int port, String database);

  /**
   * By how much polling looks back. Where rows do not tell who wrote them it is short, since what
   * lies within is read at each poll.
   */
  Duration overlap();

  /** A name as SQL has it. */
  String quoted(String name);

  /** Whether names that differ in case are two names. */
  boolean tellsCase();

  /** What a column of the type is declared as. */
  String type(String type);

  /** What a column of texts of any length is declared as. */
  default String largeText() {
    return "text";
  }

  /** What a column of the type, of values as a key has them, is declared as. */
  String keyType(String type);

  /** A parameter of the type, bound as text. */
  String parameter(String type);

  /** The text of a column of the type; instants as Java writes them. */
  String shown(String type, String column);

  /** A statement that inserts and returns what of the new row is shown; empty: there is none. */
  default Optional<String> inserted(String insert, String shown) {
    return Optional.of(insert + " returning " + shown);
  }

  /** What is bound for a value. */
  default Optional<String> bound(Value value) {
    return value.isNull() ? Optional.empty() : Optional.of(value.toString());
  }

  /** Makes the tables around that of the customers, and its triggers. */
  void createCustomers(TableHost host, Way way);

  /** What the stamps of rows are made by; it is right until {@link #skewClock} makes it wrong. */
  default void createClock(TableHost host) {
    host.run("create table clock_skew (seconds bigint)");
    host.run("insert into clock_skew values (0)");
  }

  default void skewClock(TableHost host, long seconds) {
    host.run("update clock_skew set seconds = " + seconds);
  }

  /** The next answer to a commit of what was written to the dataset is lost on the wire. */
  default void cutNextCommit(TableHost host, String dataset) {
    host.wire().next(WireFault.cutAnswer(dataset, "COMMIT"));
  }

  /** Locks a table against everybody until the connection is closed. */
  String lock(String table);

  /** Finds what has a name, but what the server made for itself. */
  default String catalogue() {
    throw keepsNoJournal();
  }

  /** Whether an installation waits as long as it may for a table that is in use. */
  default boolean waitsForTables() {
    return true;
  }

  /** One of the tables that a journal has of its own. */
  default String journalTable(String name) {
    throw keepsNoJournal();
  }

  /** The moment so many days ago. */
  default String daysAgo(int days) {
    throw keepsNoJournal();
  }

  /**
   * Puts beside a table what a system has that speaks with others by {@link OtherSide#tables}: it
   * tells of each change in one, and answers each request in the other at once.
   *
   * @param columns name to type, the key among them
   */
  default void createOtherSide(
      TableHost host, String table, String key, Map<String, String> columns) {
    throw new IllegalStateException("plays no other side: product=" + title());
  }

  private IllegalStateException keepsNoJournal() {
    return new IllegalStateException("keeps no journal: product=" + title());
  }

  /** As many customers, by one statement. */
  String load(Way way, String city, int records);

  /** Drops the column {@code extra}, and calls {@code town} {@code city} again, where they are. */
  void restoreCustomers(TableHost host);
}
