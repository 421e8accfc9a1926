package io.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The users of all systems: they act as the steps say, as far as they can, and the oracle is told.
 * What they enter was never entered before, unless they undo.
 */
final class Users {

  private final World world;
  private final Map<String, List<String>> entered = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> unmet = new HashSet<>();
  private final Set<String> agreed = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Set<String> moved = new HashSet<>();
  private boolean atWork;
  private int number;

  Users(World world) {
    this.world = world;
  }

  /** All have agreed: what is everywhere is linked, what is nowhere is forgotten. */
  void rest() {
    unmet.clear();
    for (String record : known) {
      if (world.sides.stream().allMatch(side -> side.key(record).isPresent())) {
        agreed.add(record);
      } else if (world.sides.stream().allMatch(side -> side.key(record).isEmpty())) {
        forgotten.add(record);
      }
    }
  }

  /** The hub has begun to work: from now on it may be making what a user makes, too. */
  void hubWorks() {
    atWork = true;
  }

  /** Whether the act named a record that is there. */
  boolean act(Act act) {
    Side side = world.sides.get(act.system() % world.sides.size());
    String record = "m" + act.record() + "@x.org";
    String key = side.key(record).orElse("");
    if (key.isEmpty()) {
      if (act.what() == Act.What.ADD) {
        add(side, record, act);
      }
      return false;
    }
    List<String> fields = world.scenario.fields;
    String field = fields.get(act.field() % fields.size());
    switch (act.what()) {
      case ADD -> {}
      case CHANGE -> change(side, record, key, field, fresh());
      case CHANGE_ALL -> fields.forEach(each -> change(side, record, key, each, fresh()));
      case UNDO -> undo(side, record, key, field);
      case REMOVE -> remove(side, record, key);
      case REKEY -> rekey(side, record, key);
    }
    return true;
  }

  /** Where a system takes two records that look alike, nobody makes what the hub may be making. */
  private void add(Side side, String record, Act act) {
    boolean mayTwin = world.sides.stream().anyMatch(each -> !each.table.refusesTwins());
    if ((mayTwin && atWork && known.contains(record)) || side.isDelicate(record)) {
      return;
    }
    key(side, record, act).ifPresent(key -> make(side, record, key));
  }

  /**
   * What was deleted is made again under its old key where all systems had it, or, every other
   * record, under a new one once it is gone everywhere. Else there would be two that look alike.
   */
  private Optional<String> key(Side side, String record, Act act) {
    boolean again = deleted.contains(record);
    if (again && act.record() % 2 == 0) {
      return agreed.contains(record) ? side.formerKey(record) : Optional.empty();
    }
    return again && !forgotten.contains(record) ? Optional.empty() : Optional.of("u" + number++);
  }

  private void make(Side side, String record, String key) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put(Scenario.IDENTITY, record);
    row.put(world.scenario.fields.get(0), fresh());
    side.table.put(key, row);
    side.put(record, key);
    if (!known.add(record)) {
      unmet.add(record);
    }
    Map<String, String> values = side.show(key);
    values.forEach((field, value) -> remember(record, field, value));
    world.trace.add(side.system + ": a user makes " + record + " " + values + " as " + key);
    world.oracle.created(side.place(record), values, side.told(world.clock.instant()));
  }

  private void change(Side side, String record, String key, String field, String value) {
    side.table.change(key, field, value);
    remember(record, field, value);
    world.trace.add(side.system + ": a user sets " + record + "." + field + "=" + value);
    world.oracle.changed(side.place(record), field, value, side.told(world.clock.instant()));
  }

  private void undo(Side side, String record, String key, String field) {
    String shown = side.show(key).getOrDefault(field, "");
    List<String> values = entered.getOrDefault(record + "." + field, List.of());
    for (int i = values.size() - 1; i >= 0; i--) {
      if (!values.get(i).equals(shown)) {
        change(side, record, key, field, values.get(i));
        return;
      }
    }
  }

  /** Where one of two is deleted that were never linked, the other one is a record of its own. */
  private void remove(Side side, String record, String key) {
    if (!side.isDelicate(record) && !unmet.contains(record) && !moved.contains(record)) {
      side.table.remove(key);
      side.remove(key);
      deleted.add(record);
      forgotten.remove(record);
      world.trace.add(side.system + ": a user deletes " + record);
      world.oracle.deleted(side.place(record));
    }
  }

  /**
   * A record is re-keyed or deleted, not both: where a delete is seen first, what appears under a
   * new key is a new record, and a person must say what it is. Where a system takes twins, a record
   * that was never linked moves past the eyes of a hub that is told late, or not at all, and is
   * made anew.
   */
  private void rekey(Side side, String record, String key) {
    boolean mayBeMissed = !side.table.refusesTwins() && !agreed.contains(record);
    if (mayBeMissed) {
      side.tellAtOnce();
    }
    if (!deleted.contains(record) && !(mayBeMissed && !side.table.tellsChanges())) {
      String to = "k" + number++;
      side.table.rekey(key, to);
      side.put(record, to);
      moved.add(record);
      world.trace.add(side.system + ": " + record + " goes on as " + to);
      world.oracle.touched(side.place(record), side.told(world.clock.instant()));
    }
  }

  private void remember(String record, String field, String value) {
    if (!value.equals("null")) {
      entered.computeIfAbsent(record + "." + field, name -> new ArrayList<>()).add(value);
    }
  }

  private String fresh() {
    return "v" + number++;
  }
}
