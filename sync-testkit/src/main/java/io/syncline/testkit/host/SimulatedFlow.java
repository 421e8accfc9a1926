package io.syncline.testkit.host;

import io.syncline.config.EntityConfig;
import io.syncline.config.FlowConfig;
import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.Reject;
import io.syncline.model.Row;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.List;
import java.util.Optional;

/** One entity in one simulated system: what was declared of it, and its table. */
record SimulatedFlow(
    EntityConfig entity, FlowConfig flow, EntityMapping mapping, MemoryTable table) {

  /** The native field of the key of datasets that are declared without one. */
  static final String USUAL_KEY = "id";

  String system() {
    return flow.system();
  }

  List<CorrelationRule> matchOn() {
    return entity.matchOn();
  }

  Optional<FieldMapping> field(String name) {
    return mapping.fields().stream().filter(each -> each.field().equals(name)).findFirst();
  }

  /** Whether the field is what the system knows the record by. */
  boolean isKey(FieldMapping field) {
    return field.nativeField().equals(key(flow));
  }

  /** The native field of the key. */
  static String key(FlowConfig flow) {
    List<String> key = flow.dataset().key();
    return key.isEmpty() ? USUAL_KEY : key.get(0);
  }

  /** What the system shows of a record, canonically; also the fields that the hub never reads. */
  Row canonical(Row nativeRow) {
    Row.Builder row = Row.builder();
    mapping.get(nativeRow).row().forEach(row::set);
    mapping.fields().stream()
        .filter(field -> !field.direction().isRead())
        .forEach(
            field ->
                nativeRow
                    .get(field.nativeField())
                    .map(field.lens()::get)
                    .ifPresent(
                        shown -> shown.match(value -> row.set(field.field(), value), f -> row)));
    return row.build();
  }

  /** What of a native record cannot be read. */
  List<Reject> rejects(Row nativeRow) {
    return mapping.get(nativeRow).rejects();
  }

  /** Whether the hub may make records here. */
  boolean takesNewRecords() {
    return !mapping.createdFields().isEmpty();
  }

  @Override
  public String toString() {
    return entity.name() + " in " + system();
  }
}
