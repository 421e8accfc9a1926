package io.syncline.testkit.host;

import io.syncline.mapping.Converted;
import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.Normalised;
import io.syncline.model.EntityName;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.testkit.host.SimulatorBuilder.FieldName;
import io.syncline.testkit.values.SampleValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What users enter: native values that the system's own mapping can read, and that every other
 * system can take. Of a field with symbols all are entered, whoever takes them.
 */
final class Entering {

  private static final int MOST_TRIES = 500;
  private static final int NULL_EVERY = 16;

  private final Landscape landscape;
  private final Map<FieldName, Function<RandomGenerator, Value>> own;
  private final RandomGenerator random;
  private final Map<FieldType, SampleValues> samples = new HashMap<>();

  Entering(
      Landscape landscape,
      Map<FieldName, Function<RandomGenerator, Value>> own,
      RandomGenerator random) {
    this.landscape = landscape;
    this.own = own;
    this.random = random;
  }

  /** A native value, or null; empty where none was found that all systems take. */
  Optional<Value> draw(SimulatedFlow flow, FieldMapping field) {
    FieldType type = flow.mapping().schema().field(field.field()).orElseThrow().type();
    if (type.refersTo().isPresent()) {
      return Optional.of(reference(flow, type.refersTo().get()));
    }
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Value> drawn = entered(flow, field, type).filter(each -> fits(flow, field, each));
      if (drawn.isPresent()) {
        return drawn;
      }
    }
    return Optional.empty();
  }

  private Optional<Value> entered(SimulatedFlow flow, FieldMapping field, FieldType type) {
    if (field.lens().isOneWay()) {
      return Optional.of(SampleValues.drawAny(random));
    }
    return field
        .lens()
        .put(canonical(flow, field, type))
        .match(Optional::of, f -> Optional.empty());
  }

  private Value canonical(SimulatedFlow flow, FieldMapping field, FieldType type) {
    Function<RandomGenerator, Value> drawing =
        own.get(new FieldName(flow.entity().name(), field.field()));
    if (drawing != null) {
      return drawing.apply(random);
    }
    boolean mayBeNull = flow.matchOn().stream().noneMatch(r -> r.fields().contains(field.field()));
    return mayBeNull && random.nextInt(NULL_EVERY) == 0
        ? Value.NULL
        : samples.computeIfAbsent(type, SampleValues::of).draw(random);
  }

  private boolean fits(SimulatedFlow flow, FieldMapping field, Value nativeValue) {
    Normalised read = flow.mapping().get(Row.of(field.nativeField(), nativeValue));
    Optional<Value> shown = read.row().get(field.field());
    return shown.isPresent()
        && (isSymbol(flow, field)
            || landscape.flows(flow.entity().name()).stream()
                .filter(other -> other.mapping().createdFields().contains(field.field()))
                .allMatch(other -> takes(other, field.field(), shown.get())));
  }

  private static boolean isSymbol(SimulatedFlow flow, FieldMapping field) {
    return !flow.mapping().schema().field(field.field()).orElseThrow().type().symbols().isEmpty();
  }

  private static boolean takes(SimulatedFlow flow, String field, Value canonical) {
    return flow.mapping().put(Row.of(field, canonical)).isClean()
        && flow.field(field).orElseThrow().lens().shown(canonical) instanceof Converted.Done;
  }

  private Value reference(SimulatedFlow flow, EntityName entity) {
    List<String> keys =
        landscape
            .flow(entity.name(), flow.system())
            .map(named -> new ArrayList<>(named.table().all().keySet()))
            .orElseGet(ArrayList::new);
    return keys.isEmpty() || random.nextInt(NULL_EVERY) == 0
        ? Value.NULL
        : Value.of(keys.get(random.nextInt(keys.size())));
  }
}
