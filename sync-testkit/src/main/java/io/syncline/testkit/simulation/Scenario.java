package io.syncline.testkit.simulation;

import io.syncline.engine.HubLimits;
import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Schema;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.TableShape;
import io.syncline.testkit.simulation.oracle.Survival;
import io.syncline.testkit.simulation.oracle.Winner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Who takes part in a simulation, and who wins: systems in memory, one entity over them whose
 * records are told apart by their {@value #IDENTITY}, and policies. Immutable; any number of
 * histories may be played in it.
 */
public final class Scenario {

  /** The field by which records of different systems are the same; users never change it. */
  public static final String IDENTITY = "email";

  private static final EntityName ENTITY = new EntityName("customer");

  final List<Participant> participants;
  final Schema schema;
  final List<String> fields;
  final ConflictPolicy conflicts;
  final ConflictPolicy firstContact;
  final Winner winner;
  final DeletePolicy deletes;
  final Survival survival;
  final HubLimits limits;
  final int instances;
  private final String policies;

  private Scenario(Builder builder) {
    if (builder.participants.size() < 2) {
      throw new IllegalArgumentException(
          "must be two systems or more: systems=" + builder.participants.size());
    }
    participants = List.copyOf(builder.participants);
    fields = List.copyOf(builder.fields);
    schema = schema(fields);
    conflicts = builder.conflicts;
    firstContact = builder.firstContact;
    winner = builder.winner;
    deletes = builder.deletes;
    survival = builder.survival;
    limits = builder.limits;
    instances = builder.instances;
    policies = builder.policies;
  }

  /** Starts a scenario in which people decide all conflicts. */
  public static Builder builder() {
    return new Builder();
  }

  private static Schema schema(List<String> names) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(IDENTITY, FieldType.text()));
    names.forEach(name -> fields.add(new Field(name, FieldType.text())));
    return new Schema(ENTITY, fields);
  }

  EntityName entity() {
    return ENTITY;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(policies);
    text.append(", pages of ").append(limits.readRows());
    text.append(", taken in by ").append(limits.intakeRows());
    text.append(", writes by ").append(limits.writeRows());
    text.append(instances > 1 ? ", two instances" : "");
    for (Participant each : participants) {
      text.append("\n  ").append(each.system()).append(", ");
      text.append(each.table(new MemorySystem(new SimulatedClock()), fields));
    }
    return text.toString();
  }

  /** Collects what a scenario is made of. */
  public static final class Builder {

    private final List<Participant> participants = new ArrayList<>();
    private List<String> fields = List.of("name", "phone");
    private ConflictPolicy conflicts = ConflictPolicy.holdForReview();
    private ConflictPolicy firstContact = ConflictPolicy.holdForReview();
    private Winner winner = Winner.ANY;
    private DeletePolicy deletes = DeletePolicy.holdForReview();
    private Survival survival = Survival.ANY;
    private int instances = 1;
    private String policies = "people decide";
    private HubLimits limits =
        HubLimits.defaults().withWaiting(Duration.ofDays(1)).withAbsent(1, 0);

    private Builder() {}

    /** Adds a system whose table of records has this shape. */
    public Builder system(String name, UnaryOperator<TableShape> shape) {
      participants.add(new Participant(name, shape));
      return this;
    }

    /** The fields that users change, texts; at first a name and a phone. */
    public Builder fields(List<String> names) {
      fields = names;
      return this;
    }

    /**
     * Decides conflicts between edits, and at first contact.
     *
     * @param expected who may win by this policy
     */
    public Builder onConflict(String name, ConflictPolicy policy, Winner expected) {
      conflicts = policy;
      firstContact = policy;
      winner = expected;
      policies = name;
      return this;
    }

    /** Decides between unequal values at first contact otherwise than between edits. */
    public Builder onFirstContact(ConflictPolicy policy) {
      firstContact = policy;
      return this;
    }

    /**
     * Decides between deletes and edits.
     *
     * @param expected what must become of the record by this policy
     */
    public Builder onDeleteConflict(DeletePolicy policy, Survival expected) {
      deletes = policy;
      survival = expected;
      policies += ", what is deleted and edited: " + expected;
      return this;
    }

    public Builder limits(UnaryOperator<HubLimits> other) {
      limits = other.apply(limits);
      return this;
    }

    /**
     * Two instances share the hub's store; now and then one is frozen and the other takes over. For
     * systems that remember writes: what is sent late, after its repeat, is known by its id alone.
     */
    public Builder twoInstances() {
      instances = 2;
      return this;
    }

    public Scenario build() {
      return new Scenario(this);
    }
  }
}
