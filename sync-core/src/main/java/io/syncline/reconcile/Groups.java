package io.syncline.reconcile;

import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.Edit;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of an atomic group that a system shows changed in part.
 *
 * <p>The group conflicts where the system changed some of it without sight of a change that others
 * made to any of it. Then one decision is made for all its fields that either side changed: take
 * all, keep all, or hold all. A merge of single fields is no decision for the whole, so it is held.
 * The later of a side's stamps stands for that side. Without such a conflict the fields go their
 * ways as if they were alone, save that what has no authority, or comes back in another form again
 * and again, is refused or held as a whole.
 */
final class Groups {

  private final Look look;
  private final Draft draft;
  private final HoldingDraft holding;
  private final Dot event;
  private final Set<String> suspects;
  private final Map<String, Set<String>> decided = new HashMap<>();

  Groups(Look look, Dot event, Set<String> suspects) {
    this.look = look;
    this.draft = look.draft;
    this.holding = look.holding;
    this.event = event;
    this.suspects = suspects;
  }

  /**
   * Whether {@code field} was decided with its group; if not, it goes its own way.
   *
   * @param changed all fields that the system shows changed
   */
  boolean take(FieldRules group, String field, List<String> changed) {
    Set<String> taken = decided.get(group.name());
    if (taken == null) {
      taken = decide(group, changed);
      decided.put(group.name(), taken);
    }
    return taken.contains(field);
  }

  private Set<String> decide(FieldRules group, List<String> changed) {
    List<String> edited = group.fields().stream().filter(changed::contains).toList();
    List<String> unseen = unseen(group);
    Optional<Verdict> verdict = verdict(group, edited, unseen);
    if (verdict.isEmpty()) {
      return Set.of();
    }
    Set<String> taken = new LinkedHashSet<>();
    for (String field : group.fields()) {
      boolean apart = edited.contains(field) && !showsHead(field, look.value(field));
      if (apart || unseen.contains(field)) {
        taken.add(field);
      }
    }
    taken.forEach(field -> apply(field, verdict.get(), edited.contains(field)));
    return taken;
  }

  /** The fields whose head the system has not seen and does not show. */
  private List<String> unseen(FieldRules group) {
    List<String> unseen = new ArrayList<>();
    for (String field : group.fields()) {
      Register own = holding.registers().find(field);
      Optional<Value> shown = shown(field);
      if (shown.isEmpty() || showsHead(field, shown.get())) {
        continue;
      }
      Value head = draft.head(field).value();
      boolean met = own == null && !head.isNull() && !shown.get().isNull();
      if (met || (own != null && !own.sharesEvent(draft.head(field)))) {
        unseen.add(field);
      }
    }
    return unseen;
  }

  private Optional<Verdict> verdict(FieldRules group, List<String> edited, List<String> unseen) {
    boolean held = edited.stream().anyMatch(holding.held()::containsKey);
    boolean first = group.fields().stream().noneMatch(holding.registers()::has);
    if (!unseen.isEmpty()) {
      if (held || unseen.stream().anyMatch(holding.held()::containsKey)) {
        String reason = "held with the rest of its group: group=" + group.name();
        return Optional.of(new Verdict(Resolution.hold(reason), Event.Cause.POLICY, stamp(edited)));
      }
      ConflictPolicy policy = first ? group.initial() : group.policy();
      Event.Cause cause = first ? Event.Cause.FIRST_CONTACT : Event.Cause.POLICY;
      Resolution decision = ask(policy, group, edited, unseen);
      return Optional.of(new Verdict(whole(decision, group), cause, stamp(edited)));
    }
    return held || first ? Optional.empty() : refused(group, edited);
  }

  /** Edits made on the agreed group that are not followed. */
  private Optional<Verdict> refused(FieldRules group, List<String> edited) {
    int limit = look.rules.systems().size();
    boolean bounces =
        edited.stream()
            .anyMatch(field -> suspects.contains(field) && draft.bounces(field) >= limit);
    if (bounces) {
      edited.forEach(field -> draft.bounced(field, suspects.contains(field)));
      Resolution hold = Resolution.hold("changes form at every write: group=" + group.name());
      return Optional.of(new Verdict(hold, Event.Cause.FORM, stamp(edited)));
    }
    boolean empty = group.fields().stream().allMatch(field -> draft.head(field).value().isNull());
    return group.mayEdit(look.system) || empty
        ? Optional.empty()
        : Optional.of(new Verdict(Resolution.keepHead(), Event.Cause.AUTHORITY, stamp(edited)));
  }

  private void apply(String field, Verdict verdict, boolean edited) {
    Register own = holding.registers().find(field);
    Register head = draft.head(field);
    Value shown = shown(field).orElseThrow();
    Register incoming = new Register(shown, event, verdict.stamp);
    boolean keeps = own != null && !own.sharesEvent(head);
    HeldConflict held = holding.held().get(field);
    Optional<Value> base =
        held != null ? held.base() : Optional.ofNullable(own).map(Register::value);
    if (held == null) {
      draft.add(
          new Event.Conflict(
              look.system, field, base, head, incoming, verdict.decision, verdict.cause));
    } else if (edited) {
      draft.add(new Event.HeldAgain(look.system, field, shown, event));
    }
    if (verdict.decision instanceof Resolution.TakeIncoming) {
      draft.head(field, incoming);
      holding.set(field, incoming);
      return;
    }
    if (edited) {
      holding.set(field, shown, keeps && own != null ? own.dot() : null, verdict.stamp);
    }
    if (verdict.decision instanceof Resolution.Hold && (edited || held == null)) {
      holding.hold(field, new HeldConflict(base, shown, event, verdict.stamp, head.event()));
    }
  }

  private Resolution whole(Resolution decision, FieldRules group) {
    return decision instanceof Resolution.Merged
        ? Resolution.hold("a group is taken or kept as one, not merged: group=" + group.name())
        : decision;
  }

  private Resolution ask(
      ConflictPolicy policy, FieldRules group, List<String> edited, List<String> unseen) {
    Map<String, Value> base = new LinkedHashMap<>();
    Map<String, Value> heads = new LinkedHashMap<>();
    Map<String, Value> incoming = new LinkedHashMap<>();
    Register latest = draft.head(unseen.get(0));
    for (String field : group.fields()) {
      Register head = draft.head(field);
      Register own = holding.registers().find(field);
      shown(field).ifPresent(value -> incoming.put(field, value));
      heads.put(field, head.value());
      if (own != null) {
        base.put(field, own.value());
      }
      if (unseen.contains(field) && head.stamp().compareTo(latest.stamp()) > 0) {
        latest = head;
      }
    }
    return look.deciding(policy)
        .resolve(
            new FieldConflict(
                group.name(),
                group.type(),
                base.isEmpty() ? Optional.empty() : Optional.of(new Value.Struct(base)),
                new Edit(new Value.Struct(heads), latest.event(), latest.stamp()),
                new Edit(new Value.Struct(incoming), event, stamp(edited))));
  }

  /** The latest stamp of the system's edits in the group. */
  private Stamp stamp(List<String> edited) {
    Stamp latest = look.stamp();
    for (String field : edited) {
      Register own = holding.registers().find(field);
      if (own != null) {
        latest = Stamps.max(latest, look.stampOn(own.stamp()));
      }
    }
    return latest;
  }

  private Optional<Value> shown(String field) {
    return look.shows(field)
        ? Optional.of(look.value(field))
        : Optional.ofNullable(holding.registers().find(field)).map(Register::value);
  }

  private boolean showsHead(String field, Value shown) {
    Value head = draft.head(field).value();
    return shown.equals(head) || shown.equals(look.rules.show(look.system, field, head));
  }

  /** One decision for the group, and the stamp of the system's side. */
  private record Verdict(Resolution decision, Event.Cause cause, Stamp stamp) {}
}
