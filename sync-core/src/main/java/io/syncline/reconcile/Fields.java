package io.syncline.reconcile;

import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.Edit;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of one field that a system shows changed. */
final class Fields {

  private final Look look;
  private final Draft draft;
  private final HoldingDraft holding;
  private final Dot event;
  private final Set<String> suspects;

  /**
   * @param event the system's event that all its edits of this look are
   * @param suspects fields that we wrote last, and whose form the system had not reported
   */
  Fields(Look look, Dot event, Set<String> suspects) {
    this.look = look;
    this.draft = look.draft;
    this.holding = look.holding;
    this.event = event;
    this.suspects = suspects;
  }

  void take(String field) {
    Register own = holding.registers().find(field);
    if (own == null) {
      meet(field, look.stamp());
      return;
    }
    Register head = draft.head(field);
    Register incoming = new Register(look.value(field), event, look.stampOn(own.stamp()));
    int bounced = draft.bounced(field, suspects.contains(field));
    HeldConflict held = holding.held().get(field);
    if (held != null) {
      holdAgain(field, own, head, incoming, held);
    } else if (own.sharesEvent(head)) {
      follow(field, own, head, incoming, bounced);
    } else if (agrees(field, head, incoming.value())) {
      agree(field, incoming);
    } else {
      FieldRules rules = look.rules.field(field);
      conflict(field, own, incoming, rules.policy(), Event.Cause.POLICY);
    }
  }

  /** A field of which nothing was ever agreed with this system. */
  void meet(String field, Stamp stamp) {
    Register head = draft.head(field);
    Register incoming = new Register(look.value(field), event, stamp);
    if (agrees(field, head, incoming.value())) {
      agree(field, incoming);
    } else if (head.value().isNull()) {
      fastForward(field, incoming);
    } else if (incoming.value().isNull()) {
      draft.add(new Event.GivesWay(look.system, field, event));
      holding.set(field, incoming.value(), null, stamp);
    } else {
      FieldRules rules = look.rules.field(field);
      conflict(field, null, incoming, rules.initial(), Event.Cause.FIRST_CONTACT);
    }
  }

  private boolean agrees(String field, Register head, Value shown) {
    return shown.equals(head.value())
        || shown.equals(look.rules.show(look.system, field, head.value()));
  }

  private void holdAgain(
      String field, Register own, Register head, Register incoming, HeldConflict held) {
    if (agrees(field, head, incoming.value())) {
      holding.release(field);
      draft.add(new Event.Dissolved(look.system, field));
      agree(field, incoming);
      return;
    }
    draft.add(new Event.HeldAgain(look.system, field, incoming.value(), event));
    hold(field, held.base(), incoming);
    holding.set(field, incoming.value(), own.dot(), incoming.stamp());
  }

  /** An edit made on the agreed value. */
  private void follow(String field, Register own, Register head, Register incoming, int bounced) {
    Optional<Value> base = Optional.of(own.value());
    if (bounced > look.rules.systems().size()) {
      Resolution decision = Resolution.hold("changes form at every write: field=" + field);
      report(field, base, incoming, decision, Event.Cause.FORM);
      hold(field, base, incoming);
      holding.set(field, incoming.value(), null, incoming.stamp());
    } else if (look.rules.field(field).mayEdit(look.system) || head.value().isNull()) {
      fastForward(field, incoming);
    } else {
      report(field, base, incoming, Resolution.keepHead(), Event.Cause.AUTHORITY);
      holding.set(field, incoming.value(), null, incoming.stamp());
    }
  }

  private void fastForward(String field, Register incoming) {
    draft.add(new Event.FastForward(look.system, field, event));
    draft.head(field, incoming);
    holding.set(field, incoming);
  }

  /** Equal values are no conflict, but the policy is still asked whose event the value is. */
  private void agree(String field, Register incoming) {
    draft.add(new Event.Agreement(look.system, field, event));
    Register head = draft.head(field);
    Register same = new Register(head.value(), event, incoming.stamp());
    Resolution decision =
        ask(look.rules.field(field).policy(), field, Optional.empty(), head, same);
    if (decision instanceof Resolution.TakeIncoming) {
      draft.head(field, same);
      rename(field, head, same);
    }
    holding.set(field, incoming.value(), draft.head(field).dot(), draft.head(field).stamp());
  }

  /** Whoever holds the old event of the unchanged value holds the new one. */
  private void rename(String field, Register from, Register to) {
    draft
        .holders()
        .forEach(
            system -> {
              Register own = draft.registers(system).find(field);
              if (own != null && own.sharesEvent(from)) {
                draft.holding(system).set(field, own.under(to));
              }
            });
  }

  private void conflict(
      String field,
      @Nullable Register own,
      Register incoming,
      ConflictPolicy policy,
      Event.Cause cause) {
    Optional<Value> base = Optional.ofNullable(own).map(Register::value);
    Register head = draft.head(field);
    Resolution decision = decide(look.deciding(policy), field, base, head, incoming);
    report(field, base, incoming, decision, cause);
    holding.set(field, incoming.value(), own == null ? null : own.dot(), incoming.stamp());
    if (decision instanceof Resolution.TakeIncoming) {
      draft.head(field, incoming);
      holding.set(field, incoming);
    } else if (decision instanceof Resolution.Hold) {
      hold(field, base, incoming);
    } else if (decision instanceof Resolution.Merged merged) {
      Stamp stamp = Stamps.above(head.stamp(), incoming.stamp(), look.rules.hub());
      draft.decide(field, merged.value(), stamp);
    }
  }

  /** Asks the policy; a merge into one of the two values is taking that one. */
  private Resolution decide(
      ConflictPolicy policy, String field, Optional<Value> base, Register head, Register incoming) {
    Resolution decision = ask(policy, field, base, head, incoming);
    if (!(decision instanceof Resolution.Merged merged)) {
      return decision;
    }
    if (merged.value().equals(head.value())) {
      return Resolution.keepHead();
    }
    if (merged.value().equals(incoming.value())) {
      return Resolution.takeIncoming();
    }
    return look.rules
        .fault(field, merged.value())
        .map(fault -> Resolution.hold("merged to what the field cannot take: " + fault))
        .orElse(decision);
  }

  private Resolution ask(
      ConflictPolicy policy, String field, Optional<Value> base, Register head, Register incoming) {
    return policy.resolve(
        new FieldConflict(
            field,
            look.rules.type(field),
            base,
            new Edit(head.value(), head.event(), head.stamp()),
            new Edit(incoming.value(), event, incoming.stamp())));
  }

  private void report(
      String field,
      Optional<Value> base,
      Register incoming,
      Resolution decision,
      Event.Cause cause) {
    draft.add(
        new Event.Conflict(look.system, field, base, draft.head(field), incoming, decision, cause));
  }

  private void hold(String field, Optional<Value> base, Register incoming) {
    holding.hold(
        field,
        new HeldConflict(
            base, incoming.value(), event, incoming.stamp(), draft.head(field).event()));
  }
}
