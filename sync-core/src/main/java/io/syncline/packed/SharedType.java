package io.syncline.packed;

import io.syncline.model.FieldType;
import io.syncline.model.ValueKind;
import java.util.List;

/** The type that holds the values of two others. */
final class SharedType {

  /** Each holds the values of those before it. */
  private static final List<ValueKind> NUMBERS =
      List.of(ValueKind.BOOLEAN, ValueKind.INTEGER, ValueKind.DECIMAL);

  private SharedType() {}

  static FieldType of(String field, FieldType left, FieldType right) {
    if (left.equals(right)) {
      return left;
    }
    if (left.kind() != right.kind()) {
      return number(field, left, right);
    }
    return switch (left.kind()) {
      case TEXT -> FieldType.text();
      case BINARY -> FieldType.binary();
      case DECIMAL -> FieldType.decimal();
      case SET -> FieldType.setOf(element(field, left, right));
      default -> left;
    };
  }

  private static FieldType element(String field, FieldType left, FieldType right) {
    return of(field, left.element().orElseThrow(), right.element().orElseThrow());
  }

  /** 1 is 1 and 1.0, true is 1. */
  private static FieldType number(String field, FieldType left, FieldType right) {
    int l = NUMBERS.indexOf(left.kind());
    int r = NUMBERS.indexOf(right.kind());
    if (l < 0 || r < 0) {
      throw new IllegalArgumentException(
          "must be of types that can be compared: field="
              + field
              + " left="
              + left
              + " right="
              + right);
    }
    return Math.max(l, r) == NUMBERS.indexOf(ValueKind.DECIMAL)
        ? FieldType.decimal()
        : FieldType.integer();
  }
}
