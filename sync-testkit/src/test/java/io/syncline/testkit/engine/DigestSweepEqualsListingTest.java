package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hubs see the same random edits: one lists row by row, the other sweeps by digest. */
@Tag("once")
class DigestSweepEqualsListingTest {

  private static final int SEEDS = 150;
  private static final int ROUNDS = 8;
  private static final List<Comparator<NativeKey>> ORDERS =
      List.of(
          Comparator.naturalOrder(),
          Comparator.reverseOrder(),
          Comparator.comparing(
              (NativeKey key) -> new StringBuilder(key.toString()).reverse().toString()),
          Comparator.comparingInt((NativeKey key) -> key.toString().length())
              .thenComparing(Comparator.naturalOrder()));

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothEndAlike(long seed) {
    World listed = world(seed, shape -> shape.versions(Versions.OPAQUE));
    World digested =
        world(seed, shape -> shape.digests().keyOrder(ORDERS.get((int) (seed % ORDERS.size()))));
    Random plan = new Random(seed);

    for (int round = 0; round < ROUNDS; round++) {
      long deeds = plan.nextLong();
      int many = plan.nextInt(3) == 0 ? 30 : 3;
      edit(listed, new Random(deeds), many);
      edit(digested, new Random(deeds), many);
      if (plan.nextBoolean()) {
        digested
            .table("crm")
            .faults()
            .randomly(deeds, 0.2, EnumSet.of(Fault.UNREACHABLE, Fault.THROTTLED));
        digested.sync();
        digested.table("crm").faults().none();
      }
      if (plan.nextInt(4) == 0) {
        listed.restart();
        digested.restart();
      }
      settle(listed, seed, round);
      settle(digested, seed, round);

      for (String system : List.of("crm", "erp")) {
        assertThat(digested.shown(system))
            .as("seed=%s round=%s system=%s", seed, round, system)
            .isEqualTo(listed.shown(system));
      }
    }
    digested.assertQuiet();
    assertThat(digested.table("crm").calls(Call.SCAN))
        .as("seed=%s", seed)
        .isLessThan(listed.table("crm").calls(Call.SCAN));
  }

  private static World world(long seed, UnaryOperator<TableShape> shaping) {
    int rows = 1 + (int) (seed % 7);
    World world =
        new World()
            .with("crm", shape -> shaping.apply(shape.feed(Feed.SNAPSHOT_ONLY).callerKey("id")))
            .with("erp")
            .limits(limits -> limits.withReadRows(rows).withIntakeRows(rows + 2).withAbsent(1, 0));
    edit(world, new Random(seed), 40);
    return world;
  }

  private static void settle(World world, long seed, int round) {
    SyncReport report = world.sync();
    assertThat(report.settled()).as("seed=%s round=%s %s", seed, round, report).isTrue();
  }

  /** Of edits by both sides' users; none is a conflict, since its outcome would be by chance. */
  private static void edit(World world, Random random, int deeds) {
    MemoryTable crm = world.table("crm");
    MemoryTable erp = world.table("erp");
    for (int i = 0; i < deeds; i++) {
      List<String> keys = new ArrayList<>(crm.all().keySet());
      String key = keys.isEmpty() ? "" : keys.get(random.nextInt(keys.size()));
      String value = "v" + random.nextInt(3);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          String fresh = Integer.toString(random.nextInt(300));
          if (crm.read(fresh).isEmpty() && erp.keysWhere("email", fresh + "@x").isEmpty()) {
            crm.put(fresh, Map.of("name", value, "email", fresh + "@x"));
          }
        }
        case 2, 3 -> {
          if (!key.isEmpty()) {
            crm.change(key, "name", value);
          }
        }
        case 4 -> {
          if (!key.isEmpty()) {
            crm.remove(key);
          }
        }
        default -> {
          List<String> others = new ArrayList<>(erp.all().keySet());
          others.sort(Comparator.comparing(other -> erp.show(other, "email")));
          if (!others.isEmpty()) {
            erp.change(others.get(random.nextInt(others.size())), "phone", value);
          }
        }
      }
    }
  }
}
