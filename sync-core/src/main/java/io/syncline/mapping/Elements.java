package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists and sets, seen as their elements. */
final class Elements {

  private Elements() {}

  static boolean hasThem(Value value) {
    return value.kind() == ValueKind.LIST || value.kind() == ValueKind.SET;
  }

  static List<Value> of(Value value) {
    return value instanceof Value.Sequence list
        ? list.values()
        : List.copyOf(((Value.SetOf) value).values());
  }

  /** A list or a set of the converted elements; the first fault of an element is that of all. */
  static Converted collect(
      ValueKind kind, List<Value> elements, Function<Value, Converted> conversion) {
    List<Value> converted = new ArrayList<>(elements.size());
    for (Value element : elements) {
      Converted one = conversion.apply(element);
      if (!(one instanceof Converted.Done done)) {
        return one;
      }
      converted.add(done.value());
    }
    Value list = new Value.Sequence(converted);
    return switch (kind) {
      case LIST -> Converted.done(list);
      case SET -> Converted.done(Value.set(converted));
      default -> Faults.kind(kind.toString(), list);
    };
  }
}
