package io.syncline.benchmarks;

import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.instant;
import static io.syncline.model.FieldType.integer;
import static io.syncline.model.FieldType.text;
import static io.syncline.reconcile.policy.ConflictPolicy.lastWriter;

import io.syncline.EntityBuilder;
import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.jdbc.JdbcAdapter;
import io.syncline.jdbc.JdbcAdapterSource;
import io.syncline.jdbc.JdbcState;
import io.syncline.spi.DatasetOptions;
import io.syncline.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A hub that keeps {@link Customers} in agreement, with its state in a new SQLite file. */
final class CustomerHub {

  static final String ENTITY = "customer";

  /** Once it is started. */
  static final Duration SYNC_EVERY = Duration.ofSeconds(1);

  private CustomerHub() {}

  /**
   * Every field of the same name, customers known by their id, the last writer wins.
   *
   * @param folder for the state's file
   * @param systems by their names; each has a table {@code customer}
   */
  static Hub open(Path folder, DatasetOptions feed, Map<String, JdbcAdapterSource> systems) {
    HubBuilder hub =
        Hub.builder()
            .state(JdbcState.file(folder.resolve("state.db")))
            .schedule(when -> when.syncEvery(SYNC_EVERY));
    systems.forEach(hub::system);
    return hub.entity(ENTITY, customer -> fill(customer, feed, systems.keySet())).build();
  }

  private static void fill(EntityBuilder customer, DatasetOptions feed, Iterable<String> systems) {
    customer
        .field("id", integer())
        .field("name", text())
        .field("email", text())
        .field("phone", text())
        .field("balance", decimal(12, 2))
        .field("status", text())
        .field("updated_at", instant())
        .field("notes", text())
        .matchOn("id")
        .onConflict(lastWriter());
    for (String system : systems) {
      customer.in(system, flow -> flow.dataset(ENTITY).key("id").everyFieldByName().feed(feed));
    }
  }

  /** A system that can be followed by its log, too. */
  static JdbcAdapterSource logged(TestDatabase database) {
    PGSimpleDataSource log = new PGSimpleDataSource();
    log.setUrl(database.jdbcUrl());
    log.setUser(database.user());
    log.setPassword(database.password());
    log.setReplication("database");
    log.setAssumeMinServerVersion("13");
    log.setPreferQueryMode(PreferQueryMode.SIMPLE);
    return JdbcAdapter.on(database.dataSource()).logConnections(log);
  }
}
