package io.syncline.config;

import io.syncline.mapping.Direction;
import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.Lenses;
import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.reconcile.SystemRules.Condition;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the dataset of one flow, and holds the declaration against what the system says of it. */
final class FlowOpening {

  /** One field to be mapped, and where it was said. */
  private record Mapped(String path, MapConfig map) {}

  private final FlowConfig flow;
  private final String path;
  private final List<Mapped> mapped = new ArrayList<>();
  private final Adapter adapter;
  private final Duration call;
  private final Faults faults;
  private Optional<DatasetSchema> shape = Optional.empty();

  FlowOpening(EntityConfig entity, FlowConfig flow, Adapter adapter, Duration call, Faults faults) {
    this.flow = flow;
    this.path = "entities." + entity.name() + ".in." + flow.system();
    this.adapter = adapter;
    this.call = call;
    this.faults = faults;
    for (int i = 0; i < flow.map().size(); i++) {
      mapped.add(new Mapped(path + ".map[" + i + "]", flow.map().get(i)));
    }
    if (flow.everyFieldByName()) {
      List<String> named = flow.map().stream().map(MapConfig::field).toList();
      entity.fields().stream()
          .map(FieldConfig::name)
          .filter(field -> !named.contains(field))
          .distinct()
          .map(field -> new MapConfig(field, field, Lenses.identity(), Optional.empty()))
          .forEach(map -> mapped.add(new Mapped(path + ".everyFieldByName", map)));
    }
  }

  /** Empty where anything is wrong, which is then among the faults. */
  Optional<OpenedFlow> open() {
    int before = faults.count();
    if (flow.dataset().name().isBlank()) {
      return Optional.empty();
    }
    try {
      shape = adapter.dataset(flow.dataset()).schemaReader().map(each -> each.describe(call));
      shape.ifPresent(this::checkNames);
      return faults.count() == before ? carry() : Optional.empty();
    } catch (AdapterException.ConfigInvalid e) {
      faults.below(path, e);
      return Optional.empty();
    }
  }

  private void checkNames(DatasetSchema there) {
    List<String> names = there.fields().stream().map(NativeField::name).toList();
    for (String key : flow.dataset().key()) {
      if (!names.contains(key)) {
        faults.unknown(path + ".key", names, "native", key);
      }
    }
    for (Mapped each : mapped) {
      if (!each.map.nativeField().isBlank() && !names.contains(each.map.nativeField())) {
        faults.unknown(each.path, names, "native", each.map.nativeField());
      }
    }
  }

  private Optional<OpenedFlow> carry() {
    int before = faults.count();
    DatasetSpec spec = flow.dataset().withFields(List.copyOf(carried()));
    Dataset dataset = adapter.dataset(spec);
    List<FieldMapping> mappings = new ArrayList<>();
    for (Mapped each : mapped) {
      Direction direction = direction(each, dataset);
      if (!(each.map.lens().isOneWay() && direction != Direction.READ_ONLY)) {
        mappings.add(
            new FieldMapping(each.map.field(), each.map.nativeField(), each.map.lens(), direction));
      }
    }
    Condition condition = condition(dataset.capabilities(), mappings);
    return faults.count() == before
        ? Optional.of(
            new OpenedFlow(
                new SystemId(flow.system()),
                dataset,
                mappings,
                nativeTypes(),
                condition,
                flow.guards(),
                flow.scope()))
        : Optional.empty();
  }

  private Set<String> carried() {
    Set<String> names = new LinkedHashSet<>(flow.dataset().key());
    if (names.isEmpty()) {
      shape.ifPresent(
          there ->
              there.fields().stream()
                  .filter(NativeField::keyPart)
                  .forEach(field -> names.add(field.name())));
    }
    mapped.forEach(each -> names.add(each.map.nativeField()));
    return names;
  }

  private Direction direction(Mapped each, Dataset dataset) {
    Set<WriteKind> writes =
        dataset.writer().isPresent() ? dataset.capabilities().writes() : Set.of();
    boolean readOnly =
        nativeField(each).filter(NativeField::readOnly).isPresent()
            || !(writes.contains(WriteKind.CREATE) || writes.contains(WriteKind.UPDATE));
    Optional<Direction> wanted = each.map.direction();
    if (wanted.isPresent()) {
      if (readOnly && wanted.get() != Direction.READ_ONLY) {
        faults.at(
            each.path,
            "must be READ_ONLY, the system takes no writes of it: direction=" + wanted.get());
      }
      if (wanted.get() == Direction.WRITE_ONCE
          && dataset.capabilities().apart().contains(each.map.nativeField())) {
        faults.at(
            each.path,
            "must not be WRITE_ONCE, the system takes no creates with it: native="
                + each.map.nativeField());
      }
      return wanted.get();
    }
    if (readOnly || each.map.lens().isOneWay()) {
      return Direction.READ_ONLY;
    }
    return writes.contains(WriteKind.UPDATE) ? Direction.BOTH : Direction.WRITE_ONCE;
  }

  private Optional<NativeField> nativeField(Mapped each) {
    return shape.flatMap(there -> there.field(each.map.nativeField()));
  }

  private Condition condition(Capabilities can, List<FieldMapping> mappings) {
    boolean byVersion =
        can.preconditions().contains(PreconditionKind.VERSION)
            && can.versions() != Capabilities.Versions.NONE;
    if (byVersion) {
      return Condition.TOKEN;
    }
    boolean updated = mappings.stream().anyMatch(each -> each.direction().isUpdated());
    if (updated && !can.preconditions().contains(PreconditionKind.FIELDS)) {
      faults.at(
          path + ".dataset",
          "must take writes on condition of a version or of values, else edits are lost; map its"
              + " fields READ_ONLY: preconditions="
              + can.preconditions().stream().sorted().toList());
    }
    return Condition.VALUES;
  }

  private Map<String, FieldType> nativeTypes() {
    Map<String, FieldType> types = new HashMap<>();
    for (Mapped each : mapped) {
      nativeField(each).ifPresent(field -> types.put(field.name(), field.type()));
    }
    return types;
  }
}
