package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.EntityBuilder;
import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.InstantSource;
import java.util.List;

/** A hub between the subject and a system in memory comes to rest. */
final class Quiescence {

  private static final int ROWS = 5;
  private static final String ENTITY = "conformance";
  private static final String SUBJECT = "subject";
  private static final String MEMORY = "memory";

  private Quiescence() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "QU-01",
            "a hub between it and another system settles, and one more sync writes nothing",
            Quiescence::settles));
  }

  private static void settles(Bench bench) {
    Skipped.unless(
        bench.dataset().scanner().isPresent() || bench.dataset().changeFeed().isPresent(),
        "the dataset can be neither listed nor followed");
    boolean writes = bench.dataset().writer().isPresent();
    MemorySystem memory = new MemorySystem(InstantSource.system());
    MemoryTable table =
        memory.table(ENTITY, shape -> shape.assignedKey("memory_key").columns(names(bench)));
    List<NativeKey> keys = bench.created(ROWS);
    try (Hub hub = hub(bench, memory)) {
      settle(hub);
      assertThat(table.all().size())
          .as("the hub must have taken the records in")
          .isGreaterThanOrEqualTo(ROWS);

      bench.behind().change(keys.get(0), bench.edit());
      bench.behind().delete(keys.get(1));
      if (writes) {
        String first = table.all().keySet().iterator().next();
        table.change(first, bench.contested().name(), value(bench));
      }
      settle(hub);
      assertQuiet(bench, hub, table);
    }
  }

  private static io.syncline.model.Value value(Bench bench) {
    return bench.edit().get(bench.contested().name()).orElseThrow();
  }

  private static String[] names(Bench bench) {
    return fields(bench).stream().map(NativeField::name).toArray(String[]::new);
  }

  private static List<NativeField> fields(Bench bench) {
    return bench.capabilities().keysAssigned()
        ? bench.fields()
        : bench.described().stream().filter(each -> !each.readOnly() || each.keyPart()).toList();
  }

  private static void settle(Hub hub) {
    SyncReport report = hub.sweep();
    assertThat(report.settled()).as("a hub must settle: %s", report).isTrue();
  }

  private static void assertQuiet(Bench bench, Hub hub, MemoryTable table) {
    int before = table.countEffects();
    Object raw = bench.raw();

    SyncReport report = hub.sweep();

    assertThat(report.counts().writes())
        .as("one more sync must write nothing: %s", report)
        .isZero();
    assertThat(table.countEffects()).as("one more sync must write nothing").isEqualTo(before);
    assertThat(bench.raw()).as("one more sync must change nothing").isEqualTo(raw);
  }

  private static Hub hub(Bench bench, MemorySystem memory) {
    return Hub.builder()
        .state(StateStore.inMemory())
        .system(SUBJECT, bench.subject().adapter())
        .system(MEMORY, memory)
        .entity(ENTITY, entity -> entity(bench, entity))
        .build();
  }

  private static void entity(Bench bench, EntityBuilder entity) {
    fields(bench).forEach(field -> entity.field(field.name(), field.type()));
    entity
        .twinsAreSeparate()
        .onConflict(ConflictPolicy.keepHead())
        .in(SUBJECT, flow -> flow(bench.subject().dataset(), flow))
        .in(MEMORY, flow -> flow.dataset(ENTITY).key("memory_key").everyFieldByName());
  }

  private static void flow(DatasetSpec spec, FlowBuilder flow) {
    flow.dataset(spec.name()).key(spec.key().toArray(String[]::new)).everyFieldByName();
    spec.options().forEach(flow::option);
  }
}
