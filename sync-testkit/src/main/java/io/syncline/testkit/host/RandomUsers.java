package io.syncline.testkit.host;

import io.syncline.config.EntityConfig;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.CorrelationRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The users of all systems, who make, change and delete records by chance. No two records that they
 * make look alike, but at the beginning, when some are made in several systems at once.
 */
final class RandomUsers {

  private static final int FIRST_RECORDS = 6;
  private static final int MOST_TRIES = 50;

  private final Landscape landscape;
  private final Entering entering;
  private final Diary diary;
  private final RandomGenerator random;
  private final Set<String> named;

  RandomUsers(Landscape landscape, Entering entering, Diary diary, RandomGenerator random) {
    this.landscape = landscape;
    this.entering = entering;
    this.diary = diary;
    this.random = random;
    this.named =
        landscape.flows().stream()
            .flatMap(flow -> flow.mapping().schema().fields().stream())
            .flatMap(field -> field.type().refersTo().stream())
            .map(Object::toString)
            .collect(Collectors.toSet());
  }

  /** The first records, half of them in all systems, each time a little different. */
  void begin() {
    for (EntityConfig entity : landscape.entities()) {
      List<SimulatedFlow> flows = landscape.flows(entity.name());
      for (int record = 0; record < FIRST_RECORDS; record++) {
        Optional<Row> made = make(pick(flows));
        if (made.isPresent() && !entity.matchOn().isEmpty() && random.nextBoolean()) {
          flows.forEach(flow -> makeTwin(flow, entity, made.get()));
        }
      }
      if (flows.stream().allMatch(flow -> flow.table().all().isEmpty())) {
        throw new IllegalStateException(
            "must find values that all systems take, give some by values(...): entity="
                + entity.name());
      }
    }
  }

  void act() {
    SimulatedFlow flow = pick(landscape.flows());
    List<String> keys = List.copyOf(flow.table().all().keySet());
    int what = random.nextInt(10);
    if (what < 2 || keys.isEmpty()) {
      make(flow);
    } else if (what < 9 || named.contains(flow.entity().name())) {
      change(flow, pick(keys));
    } else {
      String key = pick(keys);
      diary.add(flow.system(), key, "deletes the record");
      flow.table().remove(key);
    }
  }

  /** A record that looks like no other; what it shows canonically. */
  private Optional<Row> make(SimulatedFlow flow) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Map<String, Value> fields = new LinkedHashMap<>();
      readFields(flow)
          .forEach(
              field ->
                  entering
                      .draw(flow, field)
                      .ifPresent(value -> fields.put(field.nativeField(), value)));
      if (fields.isEmpty()) {
        return Optional.empty();
      }
      Row row = flow.canonical(Row.of(fields));
      if (isNew(flow, row) && put(flow, fields)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** The same thing, as another system knows it: equal where records are matched. */
  private void makeTwin(SimulatedFlow flow, EntityConfig entity, Row like) {
    boolean isThere =
        flow.table().all().values().stream()
            .anyMatch(row -> new Likeness(entity).of(flow.canonical(row), like).isPresent());
    if (isThere) {
      return;
    }
    Set<String> matched =
        entity.matchOn().stream()
            .map(CorrelationRule::fields)
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    Map<String, Value> fields = new LinkedHashMap<>();
    for (FieldMapping field : readFields(flow)) {
      boolean same = matched.contains(field.field()) || random.nextBoolean();
      Optional<Value> value = same ? nativeOf(field, like) : entering.draw(flow, field);
      value.ifPresent(each -> fields.put(field.nativeField(), each));
    }
    put(flow, fields);
  }

  private static Optional<Value> nativeOf(FieldMapping field, Row canonical) {
    return canonical
        .get(field.field())
        .filter(value -> !field.lens().isOneWay())
        .flatMap(value -> field.lens().put(value).match(Optional::of, fault -> Optional.empty()));
  }

  private boolean put(SimulatedFlow flow, Map<String, Value> fields) {
    Value given = fields.remove(SimulatedFlow.key(flow.flow()));
    if (given == null) {
      String key = flow.table().add(fields);
      diary.add(flow.system(), key, "makes " + fields);
      return true;
    }
    String key = given.toString();
    if (key.isBlank() || flow.table().read(key).isPresent()) {
      return false;
    }
    flow.table().put(key, fields);
    diary.add(flow.system(), key, "makes " + fields);
    return true;
  }

  private void change(SimulatedFlow flow, String key) {
    List<FieldMapping> fields =
        readFields(flow).stream().filter(each -> !flow.isKey(each)).toList();
    if (fields.isEmpty()) {
      return;
    }
    FieldMapping field = pick(fields);
    Row before = flow.table().read(key).orElseThrow();
    entering
        .draw(flow, field)
        .filter(
            value -> {
              Row after = flow.canonical(before.with(Row.of(field.nativeField(), value)));
              return !isMatched(flow, field) || isNew(flow, after);
            })
        .ifPresent(
            value -> {
              flow.table().change(key, field.nativeField(), value);
              diary.add(flow.system(), key, "sets " + field.nativeField() + "=" + value);
            });
  }

  private static boolean isMatched(SimulatedFlow flow, FieldMapping field) {
    return flow.matchOn().stream().anyMatch(rule -> rule.fields().contains(field.field()));
  }

  private boolean isNew(SimulatedFlow flow, Row row) {
    Likeness likeness = new Likeness(flow.entity());
    return landscape.flows(flow.entity().name()).stream()
        .allMatch(
            other ->
                other.table().all().values().stream()
                    .noneMatch(each -> likeness.of(other.canonical(each), row).isPresent()));
  }

  /** What users may enter and the hub looks at. */
  private static List<FieldMapping> readFields(SimulatedFlow flow) {
    return flow.mapping().fields().stream().filter(field -> field.direction().isRead()).toList();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
