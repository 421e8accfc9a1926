package io.syncline.reconcile;

import io.syncline.version.Dot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A living record that a system shows again: each field that shows another value is its edit. */
final class Edits {

  private final Look look;
  private final Draft draft;
  private final HoldingDraft holding;

  Edits(Look look) {
    this.look = look;
    this.draft = look.draft;
    this.holding = look.holding;
  }

  void take() {
    List<String> changed = look.changed();
    Set<String> suspects = Set.of();
    if (!holding.unconfirmed().isEmpty()) {
      suspects = new HashSet<>(holding.unconfirmed());
      suspects.retainAll(changed);
      holding.confirm(look.nameSet());
    }
    if (changed.isEmpty()) {
      Showing.settle(draft);
      draft.add(new Event.Echo(look.system));
      return;
    }
    Dot event = draft.event(look.system);
    holding.endQuarantine();
    Fields fields = new Fields(look, event, suspects);
    Groups groups = new Groups(look, event, suspects);
    for (String field : changed) {
      FieldRules rules = look.rules.field(field);
      if (!rules.isGroup() || !groups.take(rules, field, changed)) {
        fields.take(field);
      }
    }
    if (!draft.head().alive()) {
      new Deletes(look).meetEdits(event, changed);
    }
    Showing.settle(draft);
  }
}
