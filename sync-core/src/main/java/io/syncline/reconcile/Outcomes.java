package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of the write in flight, by its result. */
final class Outcomes implements WriteResult.Cases<Boolean> {

  private final Draft draft;
  private final HoldingDraft holding;
  private final InFlight write;

  Outcomes(Draft draft, HoldingDraft holding) {
    this.draft = draft;
    this.holding = holding;
    this.write =
        holding
            .inFlight()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must have a write in flight: system=" + holding.system()));
  }

  void take(WriteResult result) {
    if (result.match(this)) {
      Showing.settle(draft);
    }
  }

  @Override
  public Boolean unknown(WriteResult.Unknown result) {
    holding.inFlight(Optional.of(write.ofUnknownFate()));
    return false;
  }

  /** Once its fate is unknown, a write that cannot be sent again has still perhaps arrived. */
  @Override
  public Boolean unavailable(WriteResult.Unavailable result) {
    if (write.unknown()) {
      return false;
    }
    land();
    return true;
  }

  @Override
  public Boolean stale(WriteResult.Stale result) {
    return lookAgain();
  }

  @Override
  public Boolean missing(WriteResult.Missing result) {
    return lookAgain();
  }

  @Override
  public Boolean duplicate(WriteResult.Duplicate result) {
    return lookAgain();
  }

  private boolean lookAgain() {
    land();
    doubt();
    holding.oweRead(draft.now);
    return true;
  }

  @Override
  public Boolean rejected(WriteResult.Rejected result) {
    land();
    doubt();
    List<String> named =
        write.registers().names().stream().filter(result.registers()::contains).toList();
    for (String name : named.isEmpty() ? write.registers().names() : named) {
      Register refused = write.makesWay() ? draft.head(name) : write.registers().require(name);
      holding.quarantine(name, new Quarantined(refused.event(), result.reason()));
    }
    if (!holding.doubt().isEmpty()) {
      holding.oweRead(draft.now);
    }
    return true;
  }

  @Override
  public Boolean applied(WriteResult.Applied result) {
    land();
    holding.token(known(result.token()));
    if (write.kind() == WriteKind.DELETE) {
      Register life = write.registers().life();
      holding.vanish(life.dot(), life.stamp());
      holding.releaseAll();
      holding.endQuarantine();
    } else {
      write(result.shown());
    }
    return true;
  }

  /**
   * After an update on values, what else changed before is under the token too: it tells nothing.
   */
  private Optional<Version> known(Optional<Version> token) {
    boolean byValues = write.precondition() instanceof Precondition.Values;
    return byValues && write.kind() == WriteKind.UPDATE ? Optional.empty() : token;
  }

  private void write(Optional<Row> shown) {
    Registers written = write.registers();
    Register[] showing = new Register[written.size()];
    for (int i = 0; i < showing.length; i++) {
      String name = written.name(i);
      holding.endQuarantine(name);
      Optional<Value> form = shown.flatMap(row -> row.get(name));
      showing[i] = written.at(i).showing(form.orElseGet(() -> expected(name)));
      if (form.isPresent()) {
        holding.confirm(Set.of(name));
      } else if (!name.equals(Registers.LIFE)) {
        holding.addUnconfirmed(name);
      }
    }
    Registers kept = write.kind() == WriteKind.CREATE ? leftOut(shown) : holding.registers();
    holding.setAll(kept.withAll(Registers.of(written.names(), showing)));
    if (shown.isPresent() && tellsNews(shown.get())) {
      holding.oweRead(draft.now);
    }
  }

  /** What might be written, and a create left out, shows nothing in a new record. */
  private Registers leftOut(Optional<Row> shown) {
    List<String> writes = draft.rules.system(holding.system()).writes();
    Registers written = write.registers();
    Registers left = Registers.empty();
    if (written.size() > writes.size()) {
      return left; // all of them, and its life
    }
    for (String name : writes) {
      boolean other =
          shown.flatMap(row -> row.get(name)).filter(value -> !value.isNull()).isPresent();
      if (!written.has(name) && !other) {
        left = left.with(name, new Register(Value.NULL, null, written.life().stamp()));
      }
    }
    return left;
  }

  private Value expected(String name) {
    return draft.rules.show(holding.system(), name, write.registers().require(name).value());
  }

  /** Whether it shows other registers than were written to be what they were not believed to be. */
  private boolean tellsNews(Row shown) {
    for (String name : shown.names()) {
      if (write.registers().has(name) || !draft.rules.isMapped(holding.system(), name)) {
        continue;
      }
      Register own = holding.registers().find(name);
      if (own == null || !shown.get(name).equals(Optional.of(own.value()))) {
        return true;
      }
    }
    return false;
  }

  private void land() {
    holding.inFlight(Optional.empty());
    holding.tick(draft.now);
  }

  private void doubt() {
    if (write.unknown()) {
      holding.doubt(write.registers());
    }
  }
}
