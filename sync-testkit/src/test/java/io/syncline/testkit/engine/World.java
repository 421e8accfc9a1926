package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Conduct;
import io.syncline.engine.Flow;
import io.syncline.engine.HubLimits;
import io.syncline.engine.Instance;
import io.syncline.engine.Overlap;
import io.syncline.engine.Phase;
import io.syncline.engine.Retention;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.engine.SyncReport;
import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.operate.Approvals;
import io.syncline.operate.EntryKind;
import io.syncline.operate.Explain;
import io.syncline.operate.Explanation;
import io.syncline.operate.Inbox;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.operate.Repair;
import io.syncline.operate.Verify;
import io.syncline.plan.Guards;
import io.syncline.plan.Planner;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.RulesBuilder;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.SystemRules.Scope;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.HubSchedule;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.store.JournalEntry;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import io.syncline.testkit.simulation.CrashPoints;
import io.syncline.testkit.simulation.SimulatedClock;
import io.syncline.testkit.simulation.Turns;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Systems in memory, one entity {@code customer} over them, and an engine that may die. */
final class World {

  static final EntityName CUSTOMER = new EntityName("customer");
  static final Schema SCHEMA =
      new Schema(
          CUSTOMER,
          List.of(
              new Field("name", FieldType.text(80)),
              new Field("email", FieldType.text()),
              new Field("phone", FieldType.text()),
              new Field("balance", FieldType.decimal(12, 4))));

  final SimulatedClock clock = new SimulatedClock();
  final CrashPoints crashes = new CrashPoints();
  final StateStore store;
  private StateStore watched;
  private final TreeMap<SystemId, MemoryTable> tables = new TreeMap<>();
  private final TreeMap<SystemId, Flow> flows = new TreeMap<>();
  private final Map<SystemId, Scope> scopes = new HashMap<>();
  private final Map<SystemId, String> incarnations = new HashMap<>();
  private UnaryOperator<RulesBuilder> rules = builder -> builder;
  private List<CorrelationRule> matchOn = List.of(CorrelationRule.on("email", Normaliser.lower()));
  private boolean twinsAreSeparate;
  private Guards guards = Guards.usual();
  private Retention retention = Retention.usual();
  private HubLimits limits = HubLimits.defaults();
  private Overlap overlap = new Turns();
  private SyncEntity entity;
  private SyncEngine engine;

  World() {
    this(clock -> StateStore.inMemory());
  }

  /** The store is opened over the world's clock. */
  World(Function<InstantSource, StateStore> opening) {
    store = opening.apply(clock);
    watched = crashes.watched(store);
  }

  /** Two systems of the usual shape, every field by its name. */
  static World two() {
    return new World().with("crm").with("erp");
  }

  World with(String system) {
    return with(system, shape -> shape);
  }

  World with(String system, UnaryOperator<TableShape> shaping, FieldMapping... mappings) {
    MemorySystem memory = new MemorySystem(clock);
    MemoryTable table = memory.table("customers", shape -> shaping.apply(columns(shape, mappings)));
    table.faults().watch(crashes);
    Dataset dataset =
        memory.open(AdapterContext.of(clock)).dataset(DatasetSpec.of("customers").withKey("id"));
    EntityMapping mapping =
        mappings.length == 0
            ? EntityMapping.byName(SCHEMA)
            : EntityMapping.of(SCHEMA, List.of(mappings));
    SystemId id = new SystemId(system);
    tables.put(id, table);
    flows.put(id, new Flow(id, dataset, mapping, guards));
    engine = null;
    return this;
  }

  private static TableShape columns(TableShape shape, FieldMapping... mappings) {
    return shape.columns(
        mappings.length == 0
            ? SCHEMA.names().toArray(String[]::new)
            : Stream.of(mappings).map(FieldMapping::nativeField).toArray(String[]::new));
  }

  World rules(UnaryOperator<RulesBuilder> more) {
    rules = more;
    return this;
  }

  World matchOn(CorrelationRule... other) {
    matchOn = List.of(other);
    return this;
  }

  /** Of the systems that join from now on. */
  World guards(Guards limits) {
    guards = limits;
    return this;
  }

  World only(String system, Scope scope) {
    scopes.put(new SystemId(system), scope);
    return this;
  }

  World retention(Retention kept) {
    retention = kept;
    return this;
  }

  /** The system takes part no more; its table stays. */
  World without(String system) {
    flows.remove(new SystemId(system));
    tables.remove(new SystemId(system));
    engine = null;
    return this;
  }

  World twinsAreSeparate() {
    twinsAreSeparate = true;
    return this;
  }

  /** From now on the engine sees the store through another one. */
  World through(UnaryOperator<StateStore> other) {
    watched = other.apply(watched);
    engine = null;
    return this;
  }

  World limits(UnaryOperator<HubLimits> other) {
    limits = other.apply(limits);
    return this;
  }

  World overlap(Overlap other) {
    overlap = other;
    return this;
  }

  MemoryTable table(String system) {
    return tables.get(new SystemId(system));
  }

  Iterable<MemoryTable> tables() {
    return tables.values();
  }

  SyncEngine engine() {
    if (engine == null) {
      entity = entity();
      engine =
          new SyncEngine(
              List.of(entity),
              watched,
              clock,
              Conduct.of(limits, this::progress, this::incarnation).with(overlap));
    }
    return engine;
  }

  /** Another instance of the hub, over a store that shares the state of the first. */
  SyncEngine instance(String name, StateStore opened) {
    return new SyncEngine(
        List.of(entity()),
        opened,
        clock,
        new Conduct(
            limits,
            this::progress,
            this::incarnation,
            Instance.ofThisProcess().withName(name),
            HubSchedule.of(FlowSchedule.standard()),
            overlap));
  }

  /** The system answers under this fingerprint from now on. */
  World incarnation(String system, String fingerprint) {
    incarnations.put(new SystemId(system), fingerprint);
    return this;
  }

  private Optional<String> incarnation(SystemId system) {
    return Optional.ofNullable(incarnations.get(system));
  }

  /** Waiting costs no time: the clock moves instead. */
  private void progress(Phase phase, EntityName name, SystemId system, long rows) {
    if (phase == Phase.WAIT) {
      clock.move(Duration.ofMinutes(1));
    }
  }

  private SyncEntity entity() {
    RulesBuilder builder = Rules.builder(SCHEMA, new SystemId("hub"));
    flows.values().forEach(flow -> builder.system(systemRules(flow)));
    Rules all = rules.apply(builder).build();
    return new SyncEntity(
        SCHEMA, new Reconciler(all), new Planner(all), matchOn, twinsAreSeparate, flows, retention);
  }

  private SystemRules systemRules(Flow flow) {
    Capabilities can = flow.dataset().capabilities();
    SystemRules.Versions versions = SystemRules.Versions.valueOf(can.versions().name());
    boolean byToken = can.preconditions().contains(Capabilities.PreconditionKind.VERSION);
    return SystemRules.of(flow.system(), List.copyOf(flow.mapping().mappedFields()), versions)
        .writing(List.copyOf(flow.mapping().writableFields()))
        .showing(flow.mapping()::shown)
        .within(scopes.getOrDefault(flow.system(), Scope.all()))
        .conditionOn(byToken ? SystemRules.Condition.TOKEN : SystemRules.Condition.VALUES);
  }

  /** The process ends, and another begins over the same store. */
  void restart() {
    engine = null;
  }

  SyncReport sync() {
    return engine().sync(false);
  }

  SyncReport sweep() {
    return engine().sync(true);
  }

  /** Runs until settled, and says why where it is not. */
  SyncReport settle() {
    SyncReport report = sync();
    assertThat(report.settled()).as(report.toString()).isTrue();
    return report;
  }

  Inbox inbox() {
    return new Inbox(engine(), store);
  }

  /** The conflicts that wait, in order. */
  List<InboxEntry.Conflict> conflicts() {
    return entries(InboxFilter.all().kinds(EntryKind.CONFLICT)).stream()
        .map(InboxEntry.Conflict.class::cast)
        .toList();
  }

  List<InboxEntry> entries(InboxFilter filter) {
    return inbox().list(filter, 1_000).entries();
  }

  /** Native records that were not taken in, in key order. */
  List<ParkedRow> parked(String system) {
    try (StoreView view = store.view()) {
      return view.parked(CUSTOMER, new SystemId(system), Optional.empty(), 1_000);
    }
  }

  List<Note> notes(String system, NoteKind kind) {
    try (StoreView view = store.view()) {
      return view.notes(CUSTOMER, new SystemId(system), kind, Optional.empty(), 1_000);
    }
  }

  Repair repair() {
    engine();
    return new Verify(engine(), store, limits, this::progress).repair(entity);
  }

  Approvals approvals() {
    return new Approvals(engine(), store, clock);
  }

  Explanation explain(String system, String key) {
    engine();
    return new Explain(store)
        .explain(entity, new SystemId(system), NativeKey.parse(key))
        .orElseThrow();
  }

  List<JournalEntry> journal() {
    List<JournalEntry> all = new ArrayList<>();
    try (StoreView view = store.view()) {
      view.records(CUSTOMER, 0, 100_000).forEach(id -> all.addAll(view.journal(CUSTOMER, id)));
    }
    return all;
  }

  /** What the systems show, canonically and without keys, in order. */
  List<String> shown(String system) {
    EntityMapping mapping = flows.get(new SystemId(system)).mapping();
    List<String> rows = new ArrayList<>();
    table(system).all().values().forEach(row -> rows.add(text(mapping.get(row).row())));
    rows.sort(null);
    return rows;
  }

  private static String text(Row row) {
    return new TreeMap<>(row.toMap()).toString();
  }

  int effects() {
    return tables.values().stream().mapToInt(table -> table.effects().size()).sum();
  }

  /** All systems show the same, and another run writes nothing. */
  void assertAgreement() {
    List<String> first = shown(tables.firstKey().name());
    tables.keySet().forEach(id -> assertThat(shown(id.name())).as(id.name()).isEqualTo(first));
    assertQuiet();
  }

  void assertQuiet() {
    int before = effects();
    SyncReport report = sync();
    assertThat(report.counts().writes()).as(report.toString()).isZero();
    assertThat(effects()).isEqualTo(before);
  }
}
