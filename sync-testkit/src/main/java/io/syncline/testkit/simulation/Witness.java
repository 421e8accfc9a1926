package io.syncline.testkit.simulation;

import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.simulation.oracle.Promise;
import io.syncline.testkit.simulation.oracle.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells the oracle and the trace what the hub sees of one system, and what it does there. */
final class Witness implements CallWatch {

  private final World world;
  private final Side side;
  private final Set<String> done = new HashSet<>();

  Witness(World world, Side side) {
    this.world = world;
    this.side = side;
  }

  @Override
  public void before(Call call) {
    world.points.before(call);
  }

  @Override
  public void after(Call call) {
    if (!world.isStale && (call == Call.SCAN || call == Call.POLL || call == Call.READ)) {
      world.oracle.told(side.system);
    }
    world.points.after(call);
  }

  @Override
  public void wrote(Effect effect) {
    String key = effect.key().toString();
    String id = effect.id().substring(effect.id().indexOf('/') + 1);
    if (!done.add(id) && side.table.remembersWrites()) {
      throw new Violation(Promise.ONE_EFFECT, "done twice: " + id);
    }
    switch (effect.kind()) {
      case CREATE -> made(key, id, effect.fields().names());
      case DELETE -> {
        String record = side.recordOf(key);
        requireFree(record, Set.of());
        side.remove(key);
        side.touched(record);
        world.trace.add("    " + side.system + ": hub deletes " + record + ", write " + id);
        world.oracle.dropped(side.place(record));
      }
      default -> {
        Map<String, String> values = side.show(key);
        values.keySet().retainAll(effect.fields().names());
        String record = side.record(key);
        world.trace.add(
            "    " + side.system + ": hub changes " + record + " " + values + ", write " + id);
        side.touched(record);
        requireFree(record, values.keySet());
        world.oracle.wrote(side.place(record), values, side.told(world.clock.instant()));
      }
    }
  }

  /** What is held for a person is not written. */
  private void requireFree(String record, Set<String> fields) {
    for (Held held : world.held()) {
      if (held.isAbout(side.system, side.key(record))
          && (held.isOfLife() || fields.contains(held.field()))) {
        throw new Violation(
            Promise.NO_LOST_UPDATE, "written while it is held for a person: " + held);
      }
    }
  }

  private void made(String key, String id, List<String> set) {
    String record = side.record(key);
    Map<String, String> values = side.show(key);
    Set<String> leftOut = new TreeSet<>(values.keySet());
    leftOut.removeAll(set);
    values.keySet().retainAll(set);
    world.trace.add(
        "    " + side.system + ": hub makes " + record + " " + values + ", write " + id);
    world.oracle.made(side.place(record), values, leftOut);
    side.put(record, key);
    side.touched(record);
  }
}
