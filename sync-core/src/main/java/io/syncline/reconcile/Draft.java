package io.syncline.reconcile;

import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record's state while a step is made of it. Lives for one step, in one thread. */
final class Draft {

  final Rules rules;
  final long now;

  private final RecordState before;
  private final List<Event> events = new ArrayList<>(2);
  private final List<HoldingDraft> drafts = new ArrayList<>(2);
  private Registers head;
  private VersionVector clock;
  private Map<String, Integer> bounces;
  private boolean changed;

  Draft(Rules rules, RecordState before, long now) {
    this.rules = rules;
    this.before = before;
    this.now = now;
    this.head = before.head();
    this.clock = before.clock();
    this.bounces = before.bounces();
  }

  void add(Event event) {
    events.add(event);
  }

  Registers head() {
    return head;
  }

  Register head(String name) {
    return head.require(name);
  }

  void head(String name, Register register) {
    head(head.with(name, register));
  }

  void head(Registers all) {
    head = all;
    changed = true;
  }

  VersionVector clock() {
    return clock;
  }

  /** One new event of {@code system}, taken into the clock. */
  Dot event(SystemId system) {
    Dot dot = clock.next(system);
    clock = clock.with(dot);
    changed = true;
    return dot;
  }

  void join(VersionVector other) {
    VersionVector joined = clock.join(other);
    changed |= !joined.equals(clock);
    clock = joined;
  }

  /** Makes {@code value} the head's under a new event of the hub, later than both edits. */
  Register decide(String name, Value value, Stamp stamp) {
    Register decided = new Register(value, event(rules.hub()), stamp);
    head(name, decided);
    return decided;
  }

  /** Counts how often in a row a field came back in another form than was written. */
  int bounced(String field, boolean again) {
    int count = again ? bounces(field) + 1 : 0;
    if (count != bounces(field)) {
      bounces = new HashMap<>(bounces);
      bounces.put(field, count);
      bounces.values().removeIf(each -> each == 0);
      changed = true;
    }
    return count;
  }

  int bounces(String field) {
    return bounces.getOrDefault(field, 0);
  }

  HoldingDraft holding(SystemId system) {
    HoldingDraft draft = drafted(system);
    if (draft == null) {
      draft = new HoldingDraft(untouched(system));
      drafts.add(draft);
    }
    return draft;
  }

  /** What {@code system} is believed to show and hold, without a draft being made of it. */
  Registers registers(SystemId system) {
    HoldingDraft draft = drafted(system);
    return draft == null ? untouched(system).registers() : draft.registers();
  }

  private @Nullable HoldingDraft drafted(SystemId system) {
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i).system().equals(system)) {
        return drafts.get(i);
      }
    }
    return null;
  }

  private Holding untouched(SystemId system) {
    return before.holding(system).orElseGet(() -> Holding.unlinked(system));
  }

  /** The systems whose holdings must follow a change of the head: those of the rules and others. */
  List<SystemId> holders() {
    List<SystemId> holders = new ArrayList<>();
    before.holdings().forEach(holding -> holders.add(holding.system()));
    drafts.forEach(
        draft -> {
          if (!holders.contains(draft.system())) {
            holders.add(draft.system());
          }
        });
    return holders;
  }

  /** The step, if anything but as-of changed or as-of is to be stored; else the state as it was. */
  Step finish(boolean storeAsOf) {
    boolean same = !changed;
    for (HoldingDraft draft : drafts) {
      same &= !draft.changed();
    }
    if (same && !storeAsOf) {
      return new Step(before, events);
    }
    List<Holding> holdings = new ArrayList<>(before.holdings().size() + 1);
    for (Holding holding : before.holdings()) {
      HoldingDraft draft = drafted(holding.system());
      holdings.add(draft == null ? holding : draft.finish());
    }
    for (HoldingDraft draft : drafts) {
      if (before.holding(draft.system()).isEmpty() && (draft.changed() || draft.asOf() > 0)) {
        holdings.add(draft.finish());
      }
    }
    if (!changed && holdings.equals(before.holdings())) {
      return new Step(before, events);
    }
    return new Step(new RecordState(head, clock, holdings, bounces), events);
  }
}
