package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.Set;

/** A record that a system shows that showed none: for the first time, or again. */
final class Appearing {

  private final Look look;
  private final Draft draft;
  private final HoldingDraft holding;

  Appearing(Look look) {
    this.look = look;
    this.draft = look.draft;
    this.holding = look.holding;
  }

  void take() {
    Dot event = draft.event(look.system);
    if (holding.held().containsKey(Registers.LIFE)) {
      holding.release(Registers.LIFE);
      draft.add(new Event.Dissolved(look.system, Registers.LIFE));
    }
    Stamp stamp = look.stampOn(holding.registers().life().stamp());
    holding.endQuarantine();
    if (draft.head().alive()) {
      meet(event, stamp);
    } else if (look.isRewound()) {
      showAgain(event, stamp);
    } else {
      recreate(event, stamp);
    }
    Showing.settle(draft);
  }

  /** A system that was restored shows what was deleted since: whether it lives, a person says. */
  private void showAgain(Dot event, Stamp stamp) {
    holding.setAll(Registers.of(Registers.LIFE, new Register(Life.ALIVE, null, stamp)));
    for (String field : look.names()) {
      holding.set(field, look.value(field), null, stamp);
    }
    new Deletes(look).meetEdits(event, look.names());
  }

  /** A new life starts empty: what an earlier one held is not brought back. */
  private void recreate(Dot event, Stamp stamp) {
    draft.add(new Event.ReCreated(look.system, Registers.LIFE, event));
    Register life = new Register(Life.ALIVE, event, stamp);
    Registers head = draft.head().with(Registers.LIFE, life);
    Registers own = Registers.of(Registers.LIFE, life);
    for (String field : look.rules.schema().names()) {
      boolean shown = look.shows(field);
      Register register = new Register(shown ? look.value(field) : Value.NULL, event, stamp);
      head = head.with(field, register);
      own = shown ? own.with(field, register) : own;
    }
    draft.head(head);
    holding.setAll(own);
  }

  /** The record lives already: the system's fields meet it, and nothing was ever agreed. */
  private void meet(Dot event, Stamp stamp) {
    Register life = draft.head().life();
    holding.setAll(
        Registers.of(Registers.LIFE, new Register(Life.ALIVE, life.dot(), life.stamp())));
    Fields fields = new Fields(look, event, Set.of());
    Groups groups = new Groups(look, event, Set.of());
    for (String field : look.names()) {
      FieldRules rules = look.rules.field(field);
      if (!rules.isGroup() || !groups.take(rules, field, look.names())) {
        fields.meet(field, stamp);
      }
    }
  }
}
