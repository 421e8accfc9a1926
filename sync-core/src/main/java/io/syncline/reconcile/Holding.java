package io.syncline.reconcile;

import io.syncline.model.SystemId;
import io.syncline.model.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What we believe one system holds of one record.
 *
 * @param registers what the system shows, each with the head's event it holds; {@link
 *     Registers#LIFE} always, and alone where the system's record is gone or was never linked
 * @param token the system's version of the image this rests on; empty where unknown
 * @param asOf the hub's count when we last learned something of the system, 0 at first
 * @param readOwed whether nothing may be planned before a fresh read
 * @param writes how many writes were planned so far: the number of the last one
 * @param doubt what a write whose fate stayed unknown would have written; empty where there is none
 * @param quarantine the registers that the system rejected
 * @param unconfirmed the registers written whose form the system has not reported yet
 */
public record Holding(
    SystemId system,
    Registers registers,
    Optional<Version> token,
    long asOf,
    boolean readOwed,
    long writes,
    Optional<InFlight> inFlight,
    Registers doubt,
    Map<String, HeldConflict> held,
    Map<String, Quarantined> quarantine,
    Set<String> unconfirmed) {

  public Holding {
    if (!registers.has(Registers.LIFE)) {
      throw new IllegalArgumentException("must have a life register: system=" + system);
    }
    held = Sorted.map(held);
    quarantine = Sorted.map(quarantine);
    unconfirmed = Sorted.set(unconfirmed);
  }

  /**
   * What is believed of a system that has no record of its own yet. A state need not carry it:
   * where a system has no holding, this is meant.
   */
  public static Holding unlinked(SystemId system) {
    return new Holding(
        system,
        Registers.of(Registers.LIFE, Register.neverAlive(system)),
        Optional.empty(),
        0,
        false,
        0,
        Optional.empty(),
        Registers.empty(),
        Map.of(),
        Map.of(),
        Set.of());
  }

  /** Whether the system's own record exists, as far as we know. */
  public boolean alive() {
    return registers.alive();
  }

  /** This holding with a write made durable and in flight. */
  public Holding withInFlight(InFlight write) {
    return new Holding(
        system,
        registers,
        token,
        asOf,
        readOwed,
        write.number(),
        Optional.of(write),
        doubt,
        held,
        quarantine,
        unconfirmed);
  }

  /** This holding, for which nothing may be planned before a read that begins at {@code now}. */
  public Holding owingRead(long now) {
    return new Holding(
        system,
        registers,
        token,
        now,
        true,
        writes,
        inFlight,
        doubt,
        held,
        quarantine,
        unconfirmed);
  }

  /**
   * What is left where the system's record turned out to be another one: nothing but the count of
   * the writes, since their numbers are never used again.
   */
  public Holding left(long now) {
    Holding unlinked = unlinked(system);
    return new Holding(
        system,
        unlinked.registers,
        unlinked.token,
        now,
        false,
        writes,
        unlinked.inFlight,
        unlinked.doubt,
        unlinked.held,
        unlinked.quarantine,
        unlinked.unconfirmed);
  }

  /** Whether anything in it is an event of {@code other}. */
  boolean names(SystemId other) {
    return registers.names(other)
        || doubt.names(other)
        || inFlight.map(write -> write.registers().names(other)).orElse(false)
        || held.values().stream()
            .anyMatch(
                each -> each.dot().system().equals(other) || each.head().system().equals(other))
        || quarantine.values().stream().anyMatch(each -> each.dot().system().equals(other));
  }

  /** Whether the system holds the head's event of the named register. */
  public boolean holds(String name, Registers head) {
    Register own = registers.find(name);
    return own != null && own.sharesEvent(head.require(name));
  }
}
