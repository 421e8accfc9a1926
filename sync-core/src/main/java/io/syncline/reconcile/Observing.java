package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.Value;
import java.util.Optional;

/** Takes in one observation: how far it is believed, what became of a doubt, what changed. */
final class Observing {

  private final Look look;
  private final Observation observation;
  private final Draft draft;
  private final HoldingDraft holding;

  Observing(Draft draft, Look look, Observation observation) {
    this.draft = draft;
    this.look = look;
    this.observation = observation;
    this.holding = look.holding;
  }

  void take() {
    boolean fresh = Belief.isFresh(holding, observation);
    Belief belief = Belief.of(holding, observation, look.rules.system(look.system).versions());
    if (belief != Belief.OLD) {
      holding.tick(draft.now);
    }
    switch (belief) {
      case WAITS -> {
        holding.oweRead(draft.now);
        draft.add(new Event.Waits(look.system));
      }
      case OLD -> draft.add(new Event.Old(look.system));
      case KNOWN -> know(fresh);
      case UNSURE -> suspect();
      case BELIEVED -> believe(fresh);
    }
  }

  /** Of a system that was restored or swapped: a fresh look at what it is now. */
  void takeRewound() {
    holding.inFlight(Optional.empty());
    holding.doubt(Registers.empty());
    holding.token(observation.version());
    holding.tick(draft.now);
    for (String field : look.changed()) {
      Register own = holding.registers().find(field);
      if (own != null) {
        holding.set(field, own.value(), null, own.stamp());
      }
    }
    believe(true);
  }

  /** The image we know: it tells no news, but the form of what we wrote. */
  private void know(boolean fresh) {
    if (look.alive() && !holding.unconfirmed().isEmpty()) {
      for (String field : holding.unconfirmed()) {
        Register own = holding.registers().find(field);
        if (own != null && look.shows(field)) {
          holding.set(field, own.showing(look.value(field)));
        }
      }
      holding.confirm(look.nameSet());
    }
    if (fresh) {
      holding.payRead();
      holding.doubt(Registers.empty());
    }
    Showing.settle(draft);
    draft.add(new Event.Echo(look.system));
  }

  private void suspect() {
    if (look.differs() || !holding.doubt().isEmpty()) {
      holding.oweRead(draft.now);
      draft.add(new Event.Hint(look.system));
    } else {
      draft.add(new Event.Echo(look.system));
    }
  }

  private void believe(boolean fresh) {
    if (fresh && !observation.unversioned()) {
      holding.payRead();
    }
    if (!observation.unversioned() || look.differs()) {
      holding.token(observation.version());
    }
    endDoubt();
    if (holding.alive()) {
      if (look.alive()) {
        new Edits(look).take();
      } else {
        new Deletes(look).take();
      }
    } else if (look.alive()) {
      new Appearing(look).take();
    } else {
      draft.add(new Event.Echo(look.system));
    }
  }

  /** What shows the value of a write whose fate is unknown was delivered; X holds its dot. */
  private void endDoubt() {
    Registers doubt = holding.doubt();
    for (int i = 0; i < doubt.size(); i++) {
      String name = doubt.name(i);
      if (name.equals(Registers.LIFE)) {
        doubtLife(doubt.at(i));
      } else if (look.shows(name)) {
        Value shown = look.value(name);
        if (shown.equals(look.rules.show(look.system, name, doubt.at(i).value()))) {
          holding.set(name, doubt.at(i).showing(shown));
        }
      }
    }
    holding.doubt(Registers.empty());
  }

  private void doubtLife(Register written) {
    if (written.value() == Life.DELETED && !look.alive()) {
      holding.vanish(written.dot(), written.stamp());
    } else if (written.value() == Life.ALIVE && look.alive() && !holding.alive()) {
      holding.set(Registers.LIFE, written);
    }
  }
}
