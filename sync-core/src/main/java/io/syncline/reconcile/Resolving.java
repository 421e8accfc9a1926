package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Stamp;
import java.util.List;
import java.util.Optional;

/** A person's decision of a conflict that was held. */
final class Resolving {

  private final Draft draft;
  private final SystemId system;
  private final HoldingDraft holding;

  Resolving(Draft draft, SystemId system) {
    this.draft = draft;
    this.system = system;
    this.holding = draft.holding(system);
  }

  void take(String register, Decision decision) {
    HeldConflict held = holding.held().get(register);
    if (held == null || !isCurrent(register, held, decision)) {
      draft.add(new Event.Refused(system, register));
      return;
    }
    check(register, decision.choice());
    List<String> others = decidedWith(register, decision.choice());
    if (!others.stream().allMatch(other -> isCurrentWith(other, decision))) {
      draft.add(new Event.Refused(system, register));
      return;
    }
    apply(register, held, decision);
    for (String other : others) {
      HeldConflict with = holding.held().get(other);
      if (with != null) {
        apply(other, with, decision);
      }
    }
    Showing.settle(draft);
  }

  private boolean isCurrent(String register, HeldConflict held, Decision decision) {
    boolean seen =
        decision.head().equals(draft.head(register).event())
            && decision.incoming().equals(held.dot());
    return seen && (!register.equals(Registers.LIFE) || sawAll(decision));
  }

  private boolean isCurrentWith(String other, Decision decision) {
    HeldConflict held = holding.held().get(other);
    return sawAll(decision) || (held != null && held.head().equals(draft.head(other).event()));
  }

  private boolean sawAll(Decision decision) {
    return decision.clock().equals(Optional.of(draft.clock()));
  }

  /** The held fields of the same group, which are taken or kept with it. */
  private List<String> decidedWith(String register, Choice choice) {
    if (register.equals(Registers.LIFE) || choice instanceof Choice.Another) {
      return List.of();
    }
    return draft.rules.field(register).fields().stream()
        .filter(field -> !field.equals(register) && holding.held().containsKey(field))
        .toList();
  }

  private void apply(String register, HeldConflict held, Decision decision) {
    Register head = draft.head(register);
    holding.release(register);
    draft.add(
        new Event.Resolved(system, register, decision.choice(), head.value(), held.incoming()));
    Optional<Value> taken = decision.choice().taken(held);
    if (taken.isEmpty()) {
      return;
    }
    Stamp stamp = Stamps.above(head.stamp(), held.stamp(), draft.rules.hub());
    if (decision.timeMicros().isPresent()) {
      stamp = Stamps.max(stamp, Stamps.edit(decision.timeMicros(), draft.rules.hub()));
    }
    Register decided = draft.decide(register, taken.get(), stamp);
    if (decision.choice() instanceof Choice.Incoming) {
      holding.set(register, decided);
    }
  }

  private void check(String register, Choice choice) {
    if (!(choice instanceof Choice.Another another)) {
      return;
    }
    Optional<String> fault =
        register.equals(Registers.LIFE)
            ? Optional.of("must be ALIVE or DELETED: value=" + another.value())
                .filter(text -> !(another.value() instanceof Life))
            : draft.rules.fault(register, another.value());
    fault.ifPresent(
        text -> {
          throw new IllegalArgumentException(text + " register=" + register);
        });
  }
}
