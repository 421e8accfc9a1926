package io.syncline.reconcile;

import io.syncline.model.SystemId;

/**
 * Showing is holding: a register that shows what the head's value would show there holds the head's
 * dot, is not written, and is no longer held.
 */
final class Showing {

  private Showing() {}

  /** Makes it so at every system; the last thing that most steps do. */
  static void settle(Draft draft) {
    for (SystemRules system : draft.rules.systems()) {
      settle(draft, system.system());
    }
  }

  private static void settle(Draft draft, SystemId system) {
    Registers own = draft.registers(system);
    Registers head = draft.head();
    for (int i = 0, at = 0; i < own.size(); i++, at++) {
      at = head.indexOf(own.name(i), at);
      if (at >= 0 && !own.at(i).sharesEvent(head.at(at))) {
        settle(draft, system, own.name(i), own.at(i), head.at(at));
      }
    }
  }

  private static void settle(
      Draft draft, SystemId system, String name, Register own, Register head) {
    if (!own.value().equals(draft.rules.show(system, name, head.value()))) {
      return;
    }
    HoldingDraft holding = draft.holding(system);
    holding.set(name, own.under(head));
    if (holding.held().containsKey(name)) {
      holding.release(name);
      draft.add(new Event.Dissolved(system, name));
    }
  }
}
