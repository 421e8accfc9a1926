package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A holding while a step is made of it. Lives for one step, in one thread. */
final class HoldingDraft {

  private final Holding before;
  private Registers registers;
  private Optional<Version> token;
  private long asOf;
  private boolean readOwed;
  private Optional<InFlight> inFlight;
  private Registers doubt;
  private Map<String, HeldConflict> held;
  private Map<String, Quarantined> quarantine;
  private Set<String> unconfirmed;
  private boolean changed;

  HoldingDraft(Holding before) {
    this.before = before;
    this.registers = before.registers();
    this.token = before.token();
    this.asOf = before.asOf();
    this.readOwed = before.readOwed();
    this.inFlight = before.inFlight();
    this.doubt = before.doubt();
    this.held = before.held();
    this.quarantine = before.quarantine();
    this.unconfirmed = before.unconfirmed();
  }

  /** The holding as it is now; the very instance it was where nothing changed. */
  Holding finish() {
    if (!changed && asOf == before.asOf()) {
      return before;
    }
    return new Holding(
        before.system(),
        registers,
        token,
        asOf,
        readOwed,
        before.writes(),
        inFlight,
        doubt,
        held,
        quarantine,
        unconfirmed);
  }

  /** Whether more than as-of changed. */
  boolean changed() {
    return changed;
  }

  SystemId system() {
    return before.system();
  }

  Registers registers() {
    return registers;
  }

  boolean alive() {
    return registers.alive();
  }

  Optional<Version> token() {
    return token;
  }

  long asOf() {
    return asOf;
  }

  Optional<InFlight> inFlight() {
    return inFlight;
  }

  Registers doubt() {
    return doubt;
  }

  Map<String, HeldConflict> held() {
    return held;
  }

  Set<String> unconfirmed() {
    return unconfirmed;
  }

  /** Whether the system holds the event of {@code head}, the head's register of that name. */
  boolean holds(String name, Register head) {
    Register own = registers.find(name);
    return own != null && own.sharesEvent(head);
  }

  void set(String name, Value shown, @Nullable Dot dot, Stamp stamp) {
    set(name, new Register(shown, dot, stamp));
  }

  void set(String name, Register register) {
    setAll(registers.with(name, register));
  }

  void setAll(Registers all) {
    registers = all;
    changed = true;
  }

  /** The system shows nothing any more. */
  void vanish(@Nullable Dot dot, Stamp stamp) {
    setAll(Registers.of(Registers.LIFE, new Register(Life.DELETED, dot, stamp)));
    unconfirmed = Set.of();
  }

  void tick(long now) {
    asOf = now;
  }

  void oweRead(long now) {
    asOf = now;
    changed |= !readOwed;
    readOwed = true;
  }

  void payRead() {
    changed |= readOwed;
    readOwed = false;
  }

  void token(Optional<Version> version) {
    changed |= !token.equals(version);
    token = version;
  }

  void inFlight(Optional<InFlight> write) {
    changed |= !inFlight.equals(write);
    inFlight = write;
  }

  void doubt(Registers written) {
    changed |= !(doubt.isEmpty() && written.isEmpty());
    doubt = written;
  }

  void hold(String name, HeldConflict conflict) {
    held = new HashMap<>(held);
    held.put(name, conflict);
    changed = true;
  }

  void release(String name) {
    held = new HashMap<>(held);
    held.remove(name);
    changed = true;
  }

  void releaseAll() {
    changed |= !held.isEmpty();
    held = Map.of();
  }

  void quarantine(String name, Quarantined rejected) {
    quarantine = new HashMap<>(quarantine);
    quarantine.put(name, rejected);
    changed = true;
  }

  void endQuarantine(String name) {
    if (quarantine.containsKey(name)) {
      quarantine = new HashMap<>(quarantine);
      quarantine.remove(name);
      changed = true;
    }
  }

  void endQuarantine() {
    changed |= !quarantine.isEmpty();
    quarantine = Map.of();
  }

  void addUnconfirmed(String name) {
    if (!unconfirmed.contains(name)) {
      unconfirmed = new HashSet<>(unconfirmed);
      unconfirmed.add(name);
      changed = true;
    }
  }

  void confirm(Set<String> names) {
    if (!Collections.disjoint(unconfirmed, names)) {
      unconfirmed = new HashSet<>(unconfirmed);
      unconfirmed.removeAll(names);
      changed = true;
    }
  }
}
