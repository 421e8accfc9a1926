package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.EntityBuilder;
import io.syncline.Hub;
import io.syncline.engine.HubLimits;
import io.syncline.engine.SyncReport;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.store.StateStore;
import io.syncline.testkit.database.ErrorCodes;
import io.syncline.testkit.database.FaultyDataSource;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hub between a table of PostgreSQL that fails by chance and a system in memory. Each record is
 * edited and deleted where it was made, so what must be in the end is known.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyHubTest {

  private static final int SEEDS = 10;
  private static final int ROUNDS = 12;
  private static final int ACTS = 6;
  private static final double SHARE = 0.03;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HubLimits IMPATIENT =
      HubLimits.defaults().withWaiting(Duration.ofMillis(50)).withCall(Duration.ofSeconds(20));

  private final Fixture fixture = new Fixture();
  private long strikes;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @BeforeAll
  void table() {
    fixture.run(
        "create table customer (id bigserial primary key, name text not null, city text,"
            + " updated_at timestamptz not null default now())",
        "create function stamp() returns trigger language plpgsql as"
            + " $$ begin new.updated_at = now(); return new; end $$",
        "create trigger stamped before insert or update on customer"
            + " for each row execute function stamp()");
  }

  @AfterAll
  void close() {
    fixture.close();
    assertThat(strikes).as("faults over all seeds").isGreaterThan(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void convergesWhateverFails(long seed) {
    fixture.run("truncate customer");
    FaultyDataSource faulty = FaultyDataSource.of(fixture.dataSource(), ErrorCodes.POSTGRESQL);
    MemorySystem memory = new MemorySystem(InstantSource.system());
    MemoryTable table =
        memory.table("customer", shape -> shape.assignedKey("id").columns("name", "city"));
    People people = new People(seed, table);
    try (Hub hub = hub(faulty, memory)) {
      hub.sync();
      faulty.byChance(seed, SHARE);
      for (int round = 0; round < ROUNDS; round++) {
        people.act();
        SyncReport report = round % 3 == 0 ? hub.sweep() : hub.sync();
        assertThat(report).as("a run ends, whatever fails: seed=%s", seed).isNotNull();
      }
      strikes += faulty.struck();
      faulty.calm();
      settle(hub, seed);
    }

    assertThat(inMemory(table)).as("in memory: seed=%s", seed).isEqualTo(people.expected());
    assertThat(inDatabase()).as("in the database: seed=%s", seed).isEqualTo(people.expected());
  }

  private static void settle(Hub hub, long seed) {
    AtomicReference<SyncReport> last = new AtomicReference<>(hub.sweep());
    await()
        .alias("seed " + seed)
        .atMost(PATIENCE)
        .until(
            () -> {
              last.set(hub.sweep());
              return last.get().settled();
            });
    assertThat(last.get().failures()).as("seed=%s", seed).isEmpty();
    SyncReport idle = hub.sweep();
    assertThat(idle.counts().writes()).as("seed=%s: %s", seed, idle).isZero();
  }

  private static Hub hub(FaultyDataSource faulty, MemorySystem memory) {
    return Hub.builder()
        .state(StateStore.inMemory())
        .limits(IMPATIENT)
        .system("database", JdbcAdapter.on(faulty))
        .system("memory", memory)
        .entity("customer", FaultyHubTest::entity)
        .build();
  }

  private static void entity(EntityBuilder entity) {
    entity
        .field("name", FieldType.text())
        .field("city", FieldType.text())
        .twinsAreSeparate()
        .onConflict(ConflictPolicy.keepHead())
        .in(
            "database",
            flow ->
                flow.dataset("customer")
                    .key("id")
                    .everyFieldByName()
                    .feed(PollingFeed.polling("updated_at")))
        .in("memory", flow -> flow.dataset("customer").key("id").everyFieldByName());
  }

  private static List<String> inMemory(MemoryTable table) {
    return table.all().values().stream().map(FaultyHubTest::text).sorted().toList();
  }

  private static String text(Row row) {
    return row.get("name").orElseThrow() + " in " + row.get("city").orElseThrow();
  }

  private List<String> inDatabase() {
    String all =
        fixture.ask(
            "select coalesce(string_agg(name || ' in ' || city, ',' order by name collate \"C\"),"
                + " '') from customer");
    return all.isEmpty() ? List.of() : List.of(all.split(","));
  }

  /** Users of both systems, who get no faults. */
  private final class People {

    private final SplittableRandom random;
    private final MemoryTable table;
    private final Map<String, String> cities = new TreeMap<>();
    private int made;

    People(long seed, MemoryTable table) {
      this.random = new SplittableRandom(seed);
      this.table = table;
    }

    List<String> expected() {
      List<String> expected = new ArrayList<>();
      cities.forEach((name, city) -> expected.add(name + " in " + city));
      return expected.stream().sorted().toList();
    }

    void act() {
      for (int i = 0; i < ACTS; i++) {
        int die = random.nextInt(10);
        if (cities.isEmpty() || die < 4) {
          create("n" + made++);
        } else if (die < 9) {
          change(anybody());
        } else {
          delete(anybody());
        }
      }
    }

    private String anybody() {
      List<String> names = List.copyOf(cities.keySet());
      return names.get(random.nextInt(names.size()));
    }

    private boolean isOfMemory(String name) {
      return Integer.parseInt(name.substring(1)) % 2 == 0;
    }

    private void create(String name) {
      String city = "c" + random.nextInt(1_000);
      cities.put(name, city);
      if (isOfMemory(name)) {
        table.add(Map.of("name", Value.of(name), "city", Value.of(city)));
      } else {
        fixture.run("insert into customer (name, city) values ('" + name + "', '" + city + "')");
      }
    }

    private void change(String name) {
      String city = "c" + random.nextInt(1_000);
      cities.put(name, city);
      if (isOfMemory(name)) {
        table.change(table.keysWhere("name", name).get(0), "city", Value.of(city));
      } else {
        fixture.run("update customer set city = '" + city + "' where name = '" + name + "'");
      }
    }

    private void delete(String name) {
      cities.remove(name);
      if (isOfMemory(name)) {
        table.remove(table.keysWhere("name", name).get(0));
      } else {
        fixture.run("delete from customer where name = '" + name + "'");
      }
    }
  }
}
