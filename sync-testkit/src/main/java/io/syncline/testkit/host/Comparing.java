package io.syncline.testkit.host;

import io.syncline.Hub;
import io.syncline.config.FieldConfig;
import io.syncline.mapping.Direction;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.host.SimulatedRecord.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether two systems agree on one field: by equality, or in the form that a lossy lens shows. */
final class Comparing {

  private final Hub hub;

  Comparing(Hub hub) {
    this.hub = hub;
  }

  boolean agree(FieldConfig field, Shown one, Shown other) {
    Optional<Value> first = one.canonical().get(field.name());
    Optional<Value> second = other.canonical().get(field.name());
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    if (field.type().refersTo().isPresent()) {
      String entity = field.type().refersTo().get().name();
      boolean namesNone = first.get().isNull() || second.get().isNull();
      return namesNone
          ? first.equals(second)
          : translated(entity, one, first.get(), other).equals(second);
    }
    return agree(field.name(), one, first.get(), other, second.get());
  }

  /** Where both lose detail, what is left of one in the form of the other must be equal. */
  private static boolean agree(String field, Shown one, Value first, Shown other, Value second) {
    Value inFirst = shown(field, one, second);
    Value inSecond = shown(field, other, first);
    return inFirst.equals(first)
        || inSecond.equals(second)
        || (loses(field, one)
            && loses(field, other)
            && shown(field, one, inSecond).equals(inFirst));
  }

  /** What a system shows for a value, where its lens is declared to lose detail. */
  private static Value shown(String field, Shown side, Value value) {
    return loses(field, side) ? side.flow().mapping().shown(field, value) : value;
  }

  private static boolean loses(String field, Shown side) {
    return mapping(field, side).lens().isLossy();
  }

  private static FieldMapping mapping(String field, Shown side) {
    return side.flow().field(field).orElseThrow();
  }

  private Optional<Value> translated(String entity, Shown one, Value key, Shown other) {
    return hub.explain(entity, one.system(), NativeKey.of(key.toString()).toString())
        .map(record -> record.keys().get(new SystemId(other.system())))
        .map(there -> Value.of(there.parts().get(0)));
  }

  /** Which of the two shows a form of its own, though its lens is not declared to lose detail. */
  List<String> losses(String field, Shown one, Shown other) {
    List<String> losses = new ArrayList<>();
    loss(field, one, other).ifPresent(losses::add);
    loss(field, other, one).ifPresent(losses::add);
    return losses;
  }

  private static Optional<String> loss(String field, Shown side, Shown other) {
    return other
        .canonical()
        .get(field)
        .filter(value -> !loses(field, side) && mapping(field, side).direction().isCreated())
        .map(value -> side.flow().mapping().shown(field, value))
        .filter(form -> !form.equals(other.canonical().get(field).orElseThrow()))
        .map(
            form ->
                side.system()
                    + " shows "
                    + form
                    + " for "
                    + text(field, other)
                    + ": its lens loses detail, and is not declared lossy().");
  }

  /** Why a side may differ by the direction of its mapping; empty where it may not. */
  static Optional<String> excuse(SimulatedRecord record, String field, Shown side) {
    Direction direction = mapping(field, side).direction();
    if (direction == Direction.WRITE_ONLY) {
      return isTouched(mapping(field, side), side)
          ? Optional.of("edited where it is never read")
          : Optional.empty();
    }
    return direction.isUpdated() || record.wasSetBy(field, side.system())
        ? Optional.empty()
        : Optional.of("never written there, and set elsewhere");
  }

  /** Whether a user changed what the hub wrote last. */
  private static boolean isTouched(FieldMapping mapping, Shown side) {
    MemoryTable table = side.flow().table();
    Optional<Value> written =
        table.effects().stream()
            .filter(each -> each.key().toString().equals(side.key()))
            .map(Effect::fields)
            .filter(fields -> fields.has(mapping.nativeField()))
            .reduce((first, second) -> second)
            .flatMap(fields -> fields.get(mapping.nativeField()));
    Row now = side.nativeRow();
    return !written.equals(now.get(mapping.nativeField()));
  }

  /** What a side shows; where that cannot be read, the native value and the reason. */
  static String text(String field, Shown side) {
    return side.canonical()
        .get(field)
        .map(Value::toString)
        .orElseGet(
            () ->
                side.flow().rejects(side.nativeRow()).stream()
                    .filter(each -> each.field().equals(field))
                    .map(each -> "what cannot be read, " + each.reason())
                    .findFirst()
                    .orElse("nothing"));
  }
}
