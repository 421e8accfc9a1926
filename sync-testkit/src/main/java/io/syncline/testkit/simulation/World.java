package io.syncline.testkit.simulation;

import io.syncline.engine.Conduct;
import io.syncline.engine.Flow;
import io.syncline.engine.Incarnations;
import io.syncline.engine.Phase;
import io.syncline.engine.Retention;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.mapping.EntityMapping;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.plan.Planner;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.RulesBuilder;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.store.SharedMemory;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.simulation.oracle.Oracle;
import io.syncline.testkit.simulation.oracle.Survival;
import io.syncline.testkit.simulation.oracle.Winner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that one history happens in: the systems, the clock, the store that outlives processes, and
 * the instances of the hub that work on it.
 */
final class World {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  final Scenario scenario;
  final SimulatedClock clock = new SimulatedClock();
  final CrashPoints points = new CrashPoints();
  final StateStore store;
  final List<Side> sides = new ArrayList<>();
  final Trace trace = new Trace();
  final Oracle oracle;
  final Instances instances;
  final Users users;
  final People people;

  private final EntityMapping mapping;
  private final SyncEntity entity;
  private final boolean mayHold;

  /** Whether the instance at work has lost its lease, and nothing that it sees is kept. */
  boolean isStale;

  World(Scenario scenario) {
    this.scenario = scenario;
    this.oracle = new Oracle(scenario.winner, scenario.survival);
    this.mayHold = scenario.winner == Winner.ANY || scenario.survival == Survival.ANY;
    this.mapping = EntityMapping.byName(scenario.schema);
    TreeMap<SystemId, Flow> flows = new TreeMap<>();
    RulesBuilder rules = Rules.builder(scenario.schema, new SystemId("hub"));
    for (Participant each : scenario.participants) {
      Flow flow = flow(each);
      flows.put(flow.system(), flow);
      rules.system(systemRules(flow));
    }
    this.entity = entity(rules, flows);
    if (scenario.instances > 1) {
      SharedMemory shared = new SharedMemory(clock);
      this.store = shared.open();
      this.instances =
          new Instances(clock, scenario.instances, () -> engine(points.watched(shared.open())));
    } else {
      this.store = StateStore.inMemory();
      this.instances = new Instances(clock, 1, () -> engine(points.watched(store)));
    }
    this.users = new Users(this);
    this.people = new People(this);
  }

  private Flow flow(Participant each) {
    MemorySystem memory = new MemorySystem(clock);
    Side side = new Side(each.system(), each.table(memory, scenario.fields), scenario.fields);
    sides.add(side);
    side.table.faults().watch(new Witness(this, side));
    Dataset dataset =
        memory
            .open(AdapterContext.of(clock))
            .dataset(DatasetSpec.of(Participant.TABLE).withKey("id"));
    return new Flow(new SystemId(each.system()), dataset, mapping);
  }

  private static SystemRules systemRules(Flow flow) {
    Capabilities can = flow.dataset().capabilities();
    SystemRules.Versions versions = SystemRules.Versions.valueOf(can.versions().name());
    boolean byToken = can.preconditions().contains(Capabilities.PreconditionKind.VERSION);
    return SystemRules.of(flow.system(), List.copyOf(flow.mapping().mappedFields()), versions)
        .writing(List.copyOf(flow.mapping().writableFields()))
        .showing(flow.mapping()::shown)
        .conditionOn(byToken ? SystemRules.Condition.TOKEN : SystemRules.Condition.VALUES)
        .apart(List.copyOf(can.apart()));
  }

  private SyncEntity entity(RulesBuilder builder, SortedMap<SystemId, Flow> flows) {
    Rules rules =
        builder
            .onConflict(scenario.conflicts)
            .onFirstContact(scenario.firstContact)
            .onDeleteConflict(scenario.deletes)
            .build();
    return new SyncEntity(
        scenario.schema,
        new Reconciler(rules),
        new Planner(rules),
        List.of(CorrelationRule.on(Scenario.IDENTITY, Normaliser.lower())),
        false,
        flows,
        Retention.usual());
  }

  private SyncEngine engine(StateStore watched) {
    Conduct conduct = Conduct.of(scenario.limits, this::progress, Incarnations.unknown());
    return new SyncEngine(List.of(entity), watched, clock, conduct.with(new Turns()));
  }

  /** Waiting costs no time: the clock moves instead. */
  private void progress(Phase phase, EntityName name, SystemId system, long rows) {
    clock.move(phase == Phase.WAIT ? PAUSE : Duration.ofMillis(1));
  }

  SyncEngine engine() {
    return instances.working().engine();
  }

  /** What waits for a person; none where policies decide everything. */
  List<Held> held() {
    return mayHold ? people.held() : List.of();
  }

  int effects() {
    return sides.stream().mapToInt(side -> side.table.countEffects()).sum();
  }
}
