package io.syncline.testkit.host;

import io.syncline.Hub;
import io.syncline.config.EntityConfig;
import io.syncline.config.FieldConfig;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.operate.Explanation;
import io.syncline.operate.InboxEntry;
import io.syncline.testkit.host.Agreement.Difference;
import io.syncline.testkit.host.SimulatedRecord.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares what the tables of a landscape show, record by record. */
final class Judge {

  private static final String HELD = "held for a person";
  private static final int MOST_DEEDS = 5;

  private final Landscape landscape;
  private final Hub hub;
  private final Diary diary;
  private final OpenEntries open;
  private final Comparing comparing;
  private final List<Difference> differences = new ArrayList<>();
  private final SortedMap<String, List<String>> leftOut = new TreeMap<>();
  private long records;
  private long values;

  private Judge(Landscape landscape, Hub hub, Diary diary) {
    this.landscape = landscape;
    this.hub = hub;
    this.diary = diary;
    this.open = OpenEntries.of(hub);
    this.comparing = new Comparing(hub);
  }

  static Agreement judge(Landscape landscape, Hub hub, Diary diary) {
    Judge judge = new Judge(landscape, hub, diary);
    landscape.entities().forEach(judge::judge);
    return new Agreement(judge.records, judge.values, judge.differences, judge.leftOut);
  }

  private void judge(EntityConfig entity) {
    for (SimulatedRecord each : records(entity)) {
      records++;
      if (each.explanation.alive()) {
        landscape.flows(entity.name()).stream()
            .filter(flow -> !each.isIn(flow))
            .forEach(flow -> missing(each, flow));
        entity.fields().forEach(field -> compare(each, field));
      } else {
        each.shown().forEach(shown -> leftOver(each, shown));
      }
    }
  }

  /** Rows that the hub knows, by record; those that it does not know are differences. */
  private Collection<SimulatedRecord> records(EntityConfig entity) {
    Map<SortedMap<SystemId, NativeKey>, SimulatedRecord> found = new LinkedHashMap<>();
    for (SimulatedFlow flow : landscape.flows(entity.name())) {
      flow.table()
          .all()
          .forEach(
              (key, row) -> {
                Optional<Explanation> known = hub.explain(entity.name(), flow.system(), key);
                if (known.isPresent()) {
                  found
                      .computeIfAbsent(
                          known.get().keys(), keys -> new SimulatedRecord(entity, known.get()))
                      .add(Shown.of(flow, key, row));
                } else {
                  unknown(flow, key, row);
                }
              });
    }
    return found.values();
  }

  private void unknown(SimulatedFlow flow, String key, Row row) {
    Optional<InboxEntry> entry = open.ofRow(flow, key);
    String what = flow.entity().name() + " " + key + " in " + flow.system();
    if (entry.isPresent() && entry.get() instanceof InboxEntry.Doubt) {
      leaveOut(HELD, what);
    } else {
      String why = entry.map(Object::toString).orElse("The hub knows no such record.");
      differs(
          what + " was not taken in",
          new TreeMap<>(Map.of(flow.system(), flow.canonical(row).toString())),
          List.of(why));
    }
  }

  private void missing(SimulatedRecord record, SimulatedFlow flow) {
    Row agreed = record.shown().get(0).canonical();
    String what = record + " in " + flow.system();
    if (open.isLifeHeld(record.entity, record.keys())) {
      leaveOut(HELD, what);
    } else if (!flow.takesNewRecords()) {
      leaveOut("made there by nobody but its users", what);
    } else if (!flow.flow().scope().covers(agreed)) {
      leaveOut("out of scope", what);
    } else {
      differs(record + " is missing in " + flow.system(), shown(record), why(record, "life"));
    }
  }

  private void leftOver(SimulatedRecord record, Shown shown) {
    String what = record + " in " + shown.system();
    if (open.isLifeHeld(record.entity, record.keys())) {
      leaveOut(HELD, what);
    } else {
      differs(
          record + " was deleted, and is there in " + shown.system(),
          shown(record),
          why(record, "life"));
    }
  }

  private static SortedMap<String, String> shown(SimulatedRecord record) {
    SortedMap<String, String> shown = new TreeMap<>();
    record.shown().forEach(each -> shown.put(each.system(), each.canonical().toString()));
    return shown;
  }

  private void compare(SimulatedRecord record, FieldConfig field) {
    List<Shown> sides =
        record.shown().stream()
            .filter(each -> each.flow().field(field.name()).isPresent())
            .toList();
    for (int i = 0; i < sides.size(); i++) {
      for (int j = i + 1; j < sides.size(); j++) {
        compare(record, field, sides.get(i), sides.get(j));
      }
    }
  }

  private void compare(SimulatedRecord record, FieldConfig field, Shown one, Shown other) {
    String name = field.name();
    if (comparing.agree(field, one, other)) {
      values++;
      return;
    }
    for (Shown side : List.of(one, other)) {
      Optional<String> excused =
          open.isHeld(record.entity, record.keys(), side.system(), name)
              ? Optional.of(HELD)
              : Comparing.excuse(record, name, side);
      if (excused.isPresent()) {
        leaveOut(excused.get(), name + " of " + record + " in " + side.system());
        return;
      }
    }
    SortedMap<String, String> shown = new TreeMap<>();
    shown.put(one.system(), Comparing.text(name, one));
    shown.put(other.system(), Comparing.text(name, other));
    List<String> why = new ArrayList<>(comparing.losses(name, one, other));
    why.addAll(why(record, name));
    differs(name + " of " + record, shown, why);
  }

  /** What the hub tells, what a system refused, and what users did to it by chance. */
  private List<String> why(SimulatedRecord record, String field) {
    List<String> why = new ArrayList<>(record.explanation.story(field));
    for (SimulatedFlow flow : landscape.flows(record.entity.name())) {
      why.addAll(open.refusals(record.entity, record.keys(), flow.system()));
    }
    for (Shown each : record.shown()) {
      open.ofRow(each.flow(), each.key()).map(Object::toString).ifPresent(why::add);
      why.addAll(diary.about(each.system(), each.key(), MOST_DEEDS));
    }
    return why;
  }

  private void differs(String what, SortedMap<String, String> shown, List<String> why) {
    differences.add(new Difference(what, shown, why));
  }

  private void leaveOut(String why, String what) {
    leftOut.computeIfAbsent(why, each -> new ArrayList<>()).add(what);
  }
}
