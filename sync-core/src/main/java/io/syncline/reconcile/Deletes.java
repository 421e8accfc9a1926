package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.DeleteConflict;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Edit;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A record that a system shows no more, and edits of a record that others deleted. */
final class Deletes {

  private final Look look;
  private final Draft draft;
  private final HoldingDraft holding;

  Deletes(Look look) {
    this.look = look;
    this.draft = look.draft;
    this.holding = look.holding;
  }

  /** The system's record is gone. */
  void take() {
    Dot event = draft.event(look.system);
    Stamp stamp = look.stampOn(latest());
    boolean held = !holding.held().isEmpty();
    holding.held().keySet().forEach(name -> draft.add(new Event.Dissolved(look.system, name)));
    List<String> unseen = unseen();
    holding.releaseAll();
    holding.endQuarantine();
    Register head = draft.head().life();
    if (head.value() == Life.DELETED) {
      draft.add(new Event.Agreement(look.system, Registers.LIFE, event));
      holding.vanish(head.dot(), head.stamp());
    } else if (unseen.isEmpty() && !held && !look.isRewound()) {
      draft.add(new Event.FastForward(look.system, Registers.LIFE, event));
      deleted(event, stamp);
    } else {
      meetUnseen(event, stamp, unseen);
    }
    Showing.settle(draft);
  }

  /** Somebody wrote what the system had not seen when it deleted. */
  private void meetUnseen(Dot event, Stamp stamp, List<String> unseen) {
    Register head = draft.head().life();
    Register incoming = new Register(Life.DELETED, event, stamp);
    DeleteResolution decision = ask(head, incoming, unseen);
    draft.add(new Event.DeleteConflict(look.system, head, incoming, decision, unseen));
    if (decision instanceof DeleteResolution.DeleteWins) {
      deleted(event, stamp);
      return;
    }
    holding.vanish(null, stamp);
    if (decision instanceof DeleteResolution.Hold) {
      hold(head, incoming);
    }
  }

  /**
   * The system edited, or still shows edited, what others deleted. The fields are taken already.
   */
  void meetEdits(Dot event, List<String> edited) {
    Register head = draft.head().life();
    Stamp stamp = look.stampOn(holding.registers().life().stamp());
    Register incoming = new Register(Life.ALIVE, event, stamp);
    DeleteResolution decision =
        holding.held().containsKey(Registers.LIFE)
            ? new DeleteResolution.Hold("held already: edited again")
            : ask(head, incoming, edited);
    draft.add(new Event.DeleteConflict(look.system, head, incoming, decision, edited));
    if (decision instanceof DeleteResolution.Hold) {
      hold(head, incoming);
    } else if (decision instanceof DeleteResolution.UpdateWins) {
      draft.head(Registers.LIFE, incoming);
      holding.set(Registers.LIFE, incoming);
    }
  }

  private void deleted(Dot event, Stamp stamp) {
    draft.head(Registers.LIFE, new Register(Life.DELETED, event, stamp));
    holding.vanish(event, stamp);
  }

  private DeleteResolution ask(Register head, Register incoming, List<String> registers) {
    return look.decidingDeletes(look.rules.deletePolicy())
        .resolve(
            new DeleteConflict(
                look.system,
                new Edit(head.value(), head.event(), head.stamp()),
                new Edit(incoming.value(), incoming.event(), incoming.stamp()),
                registers));
  }

  private void hold(Register head, Register incoming) {
    Optional<Value> base = Optional.of(Life.ALIVE);
    holding.hold(
        Registers.LIFE,
        new HeldConflict(base, incoming.value(), incoming.event(), incoming.stamp(), head.event()));
  }

  /** The registers of which the system does not hold the head's event. */
  private List<String> unseen() {
    List<String> unseen = new ArrayList<>();
    for (String field : look.rules.system(look.system).fields()) {
      if (!holding.holds(field, draft.head(field))) {
        unseen.add(field);
      }
    }
    if (!holding.holds(Registers.LIFE, draft.head().life())) {
      unseen.add(Registers.LIFE);
    }
    return unseen;
  }

  private Stamp latest() {
    Stamp latest = holding.registers().life().stamp();
    for (int i = 0; i < holding.registers().size(); i++) {
      latest = Stamps.max(latest, holding.registers().at(i).stamp());
    }
    return latest;
  }
}
