package io.syncline.reconcile;

import io.syncline.model.FieldType;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.Edit;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Joins another hub's head into ours, register by register, by who had seen whose event. Life goes
 * to the later stamp. Only lawful policies make two hubs come to the same; what a policy holds
 * keeps our clock as it was, so that it is a conflict again at the next exchange until a person
 * decides.
 */
final class Merging {

  private static final ConflictPolicy LIFE = ConflictPolicy.lastWriter();

  private final Draft draft;
  private final Registers theirs;
  private final VersionVector before;
  private final VersionVector theirClock;
  private final List<MergeEvent> events = new ArrayList<>();
  private final Map<String, Register> merges = new LinkedHashMap<>();

  Merging(Draft draft, Registers theirs, VersionVector theirClock) {
    this.draft = draft;
    this.theirs = theirs;
    this.before = draft.clock();
    this.theirClock = theirClock;
  }

  Merge take() {
    boolean held = false;
    for (String name : new TreeSet<>(draft.head().names())) {
      Register mine = draft.head(name);
      Optional<Register> other = theirs.get(name).filter(each -> !each.sharesEvent(mine));
      held |= other.isPresent() && meet(name, mine, other.get());
    }
    if (!held) {
      draft.join(theirClock);
    }
    merges.forEach((name, merged) -> draft.decide(name, merged.value(), merged.stamp()));
    Showing.settle(draft);
    return new Merge(draft.finish(true).state(), events);
  }

  /** Whether the register is held. */
  private boolean meet(String name, Register mine, Register other) {
    boolean seenByUs = before.contains(other.event());
    boolean seenByThem = theirClock.contains(mine.event());
    if (seenByUs && seenByThem) {
      events.add(new MergeEvent.Contradiction(name, mine, other));
    } else if (seenByThem) {
      events.add(new MergeEvent.Took(name, other));
      draft.head(name, other);
    } else if (!seenByUs) {
      return mine.value().equals(other.value())
          ? agree(name, mine, other)
          : conflict(name, mine, other);
    }
    return false;
  }

  private boolean agree(String name, Register mine, Register other) {
    events.add(new MergeEvent.Agreement(name));
    int order = other.stamp().compareTo(mine.stamp());
    if (order > 0 || (order == 0 && other.event().compareTo(mine.event()) > 0)) {
      draft.head(name, other);
    }
    return false;
  }

  private boolean conflict(String name, Register mine, Register other) {
    Resolution decision = decide(name, mine, other);
    events.add(new MergeEvent.Conflict(name, mine, other, decision));
    if (decision instanceof Resolution.TakeIncoming) {
      draft.head(name, other);
    } else if (decision instanceof Resolution.Merged merged) {
      Stamp stamp = Stamps.above(mine.stamp(), other.stamp(), draft.rules.hub());
      merges.put(name, new Register(merged.value(), null, stamp));
    }
    return decision instanceof Resolution.Hold;
  }

  private Resolution decide(String name, Register mine, Register other) {
    boolean life = name.equals(Registers.LIFE);
    FieldType type = life ? FieldType.bool() : draft.rules.type(name);
    ConflictPolicy policy = life ? LIFE : draft.rules.field(name).policy();
    return policy.resolve(
        new FieldConflict(
            name,
            type,
            Optional.empty(),
            new Edit(mine.value(), mine.event(), mine.stamp()),
            new Edit(other.value(), other.event(), other.stamp())));
  }
}
