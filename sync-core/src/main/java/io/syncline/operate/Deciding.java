package io.syncline.operate;

import io.syncline.engine.Change;
import io.syncline.engine.Ruling;
import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Decision;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Decides held conflicts: by a person's choice, or by a rule that is asked about each. */
final class Deciding implements InboxAction {

  /** What to do about one conflict; empty: nothing. */
  private interface Rule {
    Optional<Choice> choice(SyncEntity entity, RecordState state, SystemId system, String register);
  }

  private final Rule rule;

  private Deciding(Rule rule) {
    this.rule = rule;
  }

  static Deciding choosing(Choice choice) {
    return new Deciding((entity, state, system, register) -> Optional.of(choice));
  }

  static Deciding asking(ConflictPolicy policy) {
    return new Deciding(
        (entity, state, system, register) ->
            register.equals(Registers.LIFE)
                ? Optional.empty()
                : entity.reconciler().choice(state, system, register, policy));
  }

  static Deciding askingOfLife(DeletePolicy policy) {
    return new Deciding(
        (entity, state, system, register) ->
            register.equals(Registers.LIFE)
                ? entity.reconciler().choice(state, system, policy)
                : Optional.empty());
  }

  @Override
  public List<Outcome> take(
      Change change, SyncEntity entity, SystemId system, List<Current> entries) {
    List<Optional<Ruling>> rulings =
        entries.stream().map(each -> ruling(entity, system, each)).toList();
    Iterator<Boolean> done =
        change.resolve(entity, rulings.stream().flatMap(Optional::stream).toList()).iterator();
    List<Outcome> outcomes = new ArrayList<>();
    for (Optional<Ruling> each : rulings) {
      outcomes.add(each.isEmpty() ? Outcome.LEFT : done.next() ? Outcome.DONE : Outcome.MOVED_ON);
    }
    return outcomes;
  }

  private Optional<Ruling> ruling(SyncEntity entity, SystemId system, Current current) {
    if (current.id().kind() != EntryKind.CONFLICT) {
      return Optional.empty();
    }
    RecordState state = current.record().orElseThrow().state();
    String register = current.id().register();
    return rule.choice(entity, state, system, register)
        .map(
            choice ->
                new Ruling(
                    current.id().record().orElseThrow(),
                    system,
                    register,
                    Decision.of(choice, state, state.holding(system).orElseThrow(), register)));
  }
}
