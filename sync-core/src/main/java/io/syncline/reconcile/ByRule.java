package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeleteConflict;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Edit;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a policy about a conflict that is held: the choice that it comes to, made on what it was
 * asked about. A group is asked about as one, with its fields as they are held and agreed.
 */
final class ByRule {

  private final Rules rules;
  private final RecordState state;
  private final Holding holding;

  ByRule(Rules rules, RecordState state, Holding holding) {
    this.rules = rules;
    this.state = state;
    this.holding = holding;
  }

  /** Empty where the policy holds it too, or comes to what the field cannot take. */
  Optional<Choice> choice(String register, ConflictPolicy policy) {
    FieldRules field = rules.field(register);
    FieldConflict conflict = field.isGroup() ? group(field, register) : single(register);
    return policy
        .resolve(conflict)
        .match(
            new Resolution.Cases<Optional<Choice>>() {
              @Override
              public Optional<Choice> takeIncoming(Resolution.TakeIncoming taken) {
                return Optional.of(Choice.incoming());
              }

              @Override
              public Optional<Choice> keepHead(Resolution.KeepHead kept) {
                return Optional.of(Choice.head());
              }

              @Override
              public Optional<Choice> merged(Resolution.Merged merged) {
                return field.isGroup() ? Optional.empty() : taking(register, merged.value());
              }

              @Override
              public Optional<Choice> hold(Resolution.Hold hold) {
                return Optional.empty();
              }
            });
  }

  private FieldConflict single(String register) {
    HeldConflict held = held(register);
    return new FieldConflict(
        register, rules.type(register), held.base(), head(register), incoming(register));
  }

  private FieldConflict group(FieldRules group, String register) {
    Map<String, Value> base = new LinkedHashMap<>();
    Map<String, Value> heads = new LinkedHashMap<>();
    Map<String, Value> incoming = new LinkedHashMap<>();
    for (String field : group.fields()) {
      HeldConflict held = holding.held().get(field);
      Optional<Value> shown = holding.registers().get(field).map(Register::value);
      heads.put(field, state.head().require(field).value());
      shown.ifPresent(value -> incoming.put(field, value));
      (held == null ? shown : held.base()).ifPresent(value -> base.put(field, value));
    }
    Edit head = head(register);
    Edit edit = incoming(register);
    return new FieldConflict(
        group.name(),
        group.type(),
        base.isEmpty() ? Optional.empty() : Optional.of(new Value.Struct(base)),
        new Edit(new Value.Struct(heads), head.dot(), head.stamp()),
        new Edit(new Value.Struct(incoming), edit.dot(), edit.stamp()));
  }

  /** The same for a record that one side deleted and the other edited. */
  Optional<Choice> choice(DeletePolicy policy) {
    Edit head = head(Registers.LIFE);
    Edit incoming = incoming(Registers.LIFE);
    DeleteConflict conflict =
        new DeleteConflict(holding.system(), head, incoming, atStake(incoming));
    return policy
        .resolve(conflict)
        .match(
            new DeleteResolution.Cases<Optional<Choice>>() {
              @Override
              public Optional<Choice> updateWins(DeleteResolution.UpdateWins update) {
                return Optional.of(taking(Life.ALIVE));
              }

              @Override
              public Optional<Choice> deleteWins(DeleteResolution.DeleteWins delete) {
                return Optional.of(taking(Life.DELETED));
              }

              @Override
              public Optional<Choice> hold(DeleteResolution.Hold hold) {
                return Optional.empty();
              }
            });
  }

  private Choice taking(Life life) {
    return state.head().life().value() == life ? Choice.head() : Choice.incoming();
  }

  /** A merge into one of the two values is taking that one. */
  private Optional<Choice> taking(String register, Value merged) {
    if (merged.equals(head(register).value())) {
      return Optional.of(Choice.head());
    }
    if (merged.equals(held(register).incoming())) {
      return Optional.of(Choice.incoming());
    }
    return rules.fault(register, merged).isPresent()
        ? Optional.empty()
        : Optional.of(Choice.another(merged));
  }

  /** What was edited: by the system, if it shows the record, else by the others. */
  private List<String> atStake(Edit incoming) {
    List<String> fields = new ArrayList<>();
    for (String field : rules.system(holding.system()).fields()) {
      Register head = state.head().require(field);
      boolean own = head.event().system().equals(holding.system());
      if (own == (incoming.value() == Life.ALIVE)) {
        fields.add(field);
      }
    }
    return fields;
  }

  private Edit head(String register) {
    Register head = state.head().require(register);
    return new Edit(head.value(), head.event(), head.stamp());
  }

  private Edit incoming(String register) {
    HeldConflict held = held(register);
    return new Edit(held.incoming(), held.dot(), held.stamp());
  }

  private HeldConflict held(String register) {
    HeldConflict held = holding.held().get(register);
    if (held == null) {
      throw new IllegalArgumentException(
          "must be held: system=" + holding.system() + " register=" + register);
    }
    return held;
  }
}
