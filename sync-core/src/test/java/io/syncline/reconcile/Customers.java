package io.syncline.reconcile;

import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.plan.Planned;
import io.syncline.plan.Planner;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** One customer in crm and erp that agree at the start, and what happens to it. */
public final class Customers {

  public static final SystemId CRM = new SystemId("crm");
  public static final SystemId ERP = new SystemId("erp");
  public static final SystemId HUB = new SystemId("hub");
  public static final List<String> FIELDS = List.of("name", "street", "city");

  public final Reconciler reconciler;
  public RecordState state;
  public long count = 1;
  private final Planner planner;

  public Customers(UnaryOperator<RulesBuilder> choices) {
    Rules rules = choices.apply(rules()).build();
    reconciler = new Reconciler(rules);
    planner = new Planner(rules);
    state = reconciler.newRecord(CRM, row("a", "a", "a"), version(1), OptionalLong.empty(), count);
    plan(ERP);
    applied(ERP);
  }

  public static RulesBuilder rules() {
    List<Field> fields = FIELDS.stream().map(name -> new Field(name, FieldType.text())).toList();
    return Rules.builder(new Schema(new EntityName("customer"), fields), HUB)
        .system(SystemRules.of(CRM, FIELDS, Versions.ORDERED))
        .system(SystemRules.of(ERP, FIELDS, Versions.ORDERED))
        .onConflict(ConflictPolicy.lastWriter())
        .onFirstContact(ConflictPolicy.lastWriter());
  }

  /** A row; null stands for a database NULL. */
  public static Row row(String name, String street, String city) {
    return Row.of(FIELDS, text(name), text(street), text(city));
  }

  public static Value text(String text) {
    return text.isEmpty() ? Value.NULL : Value.of(text);
  }

  public static Optional<Version> version(long position) {
    return Optional.of(Version.ordered(position));
  }

  /** A fresh look at a system, at a time the system tells. */
  public List<Event> look(SystemId system, Row row, long timeMicros) {
    return take(
        system,
        Observation.of(row)
            .version(Version.ordered(10 + count))
            .read(count)
            .timeMicros(timeMicros));
  }

  public List<Event> take(SystemId system, Observation observation) {
    Step step = reconciler.observe(state, system, observation, ++count);
    state = step.state();
    return step.events();
  }

  public Optional<InFlight> plan(SystemId system) {
    Planned planned = planner.plan(state, system, ++count);
    state = planned.state();
    return planned.write();
  }

  public List<Event> applied(SystemId system) {
    return outcome(system, new WriteResult.Applied(version(10 + count), Optional.empty()));
  }

  public List<Event> outcome(SystemId system, WriteResult result) {
    Step step = reconciler.outcome(state, system, result, ++count);
    state = step.state();
    return step.events();
  }

  public List<Event> resolve(SystemId system, String register, Choice choice) {
    Decision decision = Decision.of(choice, state, holding(system), register);
    Step step = reconciler.resolve(state, system, register, decision);
    state = step.state();
    return step.events();
  }

  public Holding holding(SystemId system) {
    return state.holding(system).orElseThrow();
  }

  public Value head(String field) {
    return state.head().get(field).orElseThrow().value();
  }

  /** The head's name, street and city. */
  public Row head() {
    return Row.of(FIELDS, head("name"), head("street"), head("city"));
  }
}
