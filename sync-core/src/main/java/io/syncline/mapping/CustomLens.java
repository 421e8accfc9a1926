package io.syncline.mapping;

import io.syncline.model.Value;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A lens of two functions of the host. */
final class CustomLens extends Lens {

  private final UnaryOperator<Value> get;
  private final BinaryOperator<Value> put;

  CustomLens(UnaryOperator<Value> get, BinaryOperator<Value> put) {
    this.get = get;
    this.put = put;
  }

  @Override
  Converted read(Value nativeValue) {
    return guarded(() -> get.apply(nativeValue), nativeValue);
  }

  @Override
  Converted writeValue(Value canonical, Value old) {
    return guarded(() -> put.apply(canonical, old), canonical);
  }

  /** Code of the host may throw anything; one value of one record must not stop the rest. */
  private static Converted guarded(Supplier<@Nullable Value> function, Value given) {
    try {
      Value value = function.get();
      return value == null
          ? Faults.rule("must not give null: use Value.NULL", given)
          : Converted.done(value);
    } catch (RuntimeException e) {
      return Faults.rule("must be a value that the custom lens takes, not fail with " + e, given);
    }
  }
}
