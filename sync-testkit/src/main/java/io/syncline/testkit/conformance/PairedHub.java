package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.EntityBuilder;
import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.ValueKind;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.InboundHandler;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A hub between the subject and a table in memory that has the same fields. */
final class PairedHub implements AutoCloseable {

  private static final String ENTITY = "conformance";
  private static final String SUBJECT = "subject";
  private static final String MEMORY = "memory";

  private final Bench bench;
  private final MemoryTable table;
  private final Hub hub;

  /** Reaches the subject's system through {@code adapter}. */
  PairedHub(Bench bench, AdapterSource adapter) {
    this.bench = bench;
    MemorySystem memory = new MemorySystem(SystemClock.get());
    table = memory.table(ENTITY, this::shape);
    hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system(SUBJECT, adapter)
            .system(MEMORY, memory)
            .entity(ENTITY, this::entity)
            .schedule(schedule -> schedule.syncWhenWoken().neverSweep().catchUp(CatchUp.NONE))
            .build();
  }

  private TableShape shape(TableShape usual) {
    TableShape shape = usual.assignedKey("memory_key");
    for (NativeField field : fields()) {
      shape = shape.typed(field.name(), field.type());
    }
    return shape;
  }

  private void entity(EntityBuilder entity) {
    fields().forEach(field -> entity.field(field.name(), field.type()));
    entity
        .twinsAreSeparate()
        .onConflict(ConflictPolicy.keepHead())
        .onDeleteConflict(DeletePolicy.updateWins())
        .in(SUBJECT, flow -> flow(bench.subject().dataset(), flow))
        .in(MEMORY, flow -> flow.dataset(ENTITY).key("memory_key").everyFieldByName());
  }

  private static void flow(DatasetSpec spec, FlowBuilder flow) {
    flow.dataset(spec.name()).key(spec.key().toArray(String[]::new)).everyFieldByName();
    spec.options().forEach(flow::option);
  }

  /** What records have on both sides; their key too, where whoever makes them gives it. */
  private List<NativeField> fields() {
    return bench.capabilities().keysAssigned()
        ? bench.fields()
        : bench.described().stream().filter(each -> !each.readOnly() || each.keyPart()).toList();
  }

  /** The other side's records. */
  MemoryTable table() {
    return table;
  }

  /** Answers what the subject's system sends. */
  InboundHandler inbound() {
    return hub.inbound(SUBJECT);
  }

  /** Looks at what was named, and at nothing else: its schedule says never. */
  void look() {
    hub.runDue();
  }

  /** Without a word about what comes of it. */
  void sync() {
    hub.sync();
  }

  /** Lists all; what is left to do must be nothing. */
  void settle() {
    SyncReport report =
        bench.eventually(hub::sweep, each -> each.settled() && each.failures().isEmpty());
    assertThat(report.settled()).as("a hub must settle: %s", report).isTrue();
  }

  void assertQuiet() {
    int before = table.countEffects();
    Map<NativeKey, Row> raw = bench.behind().everybodys();

    SyncReport report = hub.sweep();

    assertThat(report.counts().writes())
        .as("one more sync must write nothing: %s", report)
        .isZero();
    assertThat(table.countEffects()).as("one more sync must write nothing").isEqualTo(before);
    assertThat(bench.behind().everybodys()).as("one more sync must change nothing").isEqualTo(raw);
  }

  /** The raw records of both sides, compared without the hub. */
  void assertAgree(String what) {
    assertThat(hub.inbox().list(InboxFilter.all(), 10).entries())
        .as("%s: nothing must wait for a person", what)
        .isEmpty();
    assertThat(shown(table.all().values()))
        .as("%s: both sides must have the same records", what)
        .containsExactlyInAnyOrderElementsOf(shown(bench.behind().everybodys().values()));
  }

  /** That no record was made twice, as far as a field tells records apart. */
  void assertNoneTwice(String what) {
    String field = identifying().name();
    assertThat(bench.behind().everybodys().values().stream().map(row -> row.get(field)))
        .as("%s: no record must be made twice, told by %s", what, field)
        .doesNotHaveDuplicates();
  }

  /**
   * A field that has another value in each new record, and that nobody changes, if there is one.
   */
  private NativeField identifying() {
    return bench.fields().stream()
        .filter(field -> !field.equals(bench.contested()))
        .filter(
            field ->
                field.type().kind() == ValueKind.INTEGER
                    || (field.type().kind() == ValueKind.TEXT && field.type().symbols().isEmpty()))
        .findFirst()
        .orElse(bench.contested());
  }

  private List<Row> shown(Collection<Row> rows) {
    List<String> names =
        fields().stream()
            .filter(field -> field.type().kind() != ValueKind.DOUBLE)
            .map(NativeField::name)
            .toList();
    return rows.stream().map(row -> row.only(names)).toList();
  }

  @Override
  public void close() {
    hub.close();
  }
}
