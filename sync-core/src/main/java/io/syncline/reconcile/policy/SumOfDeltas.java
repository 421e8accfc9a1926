package io.syncline.reconcile.policy;

import io.syncline.model.Value;
import java.util.Optional;

/** Adds to the head what the system's edit added to its base. */
record SumOfDeltas() implements ConflictPolicy {

  @Override
  public Resolution resolve(FieldConflict conflict) {
    Optional<Value> sum =
        conflict
            .base()
            .flatMap(base -> sum(base, conflict.head().value(), conflict.incoming().value()))
            .filter(value -> conflict.type().fault(value).isEmpty());
    if (sum.isPresent()) {
      return Resolution.merged(sum.get());
    }
    return Resolution.hold(
        "no sum of both changes:"
            + (" field=" + conflict.field())
            + (" base=" + conflict.base().map(Value::toString).orElse("none"))
            + (" head=" + conflict.head().value())
            + (" incoming=" + conflict.incoming().value()));
  }

  private static Optional<Value> sum(Value base, Value head, Value incoming) {
    if (base instanceof Value.Decimal b
        && head instanceof Value.Decimal h
        && incoming instanceof Value.Decimal i) {
      return Optional.of(Value.of(h.value().add(i.value()).subtract(b.value())));
    }
    if (base instanceof Value.Int b
        && head instanceof Value.Int h
        && incoming instanceof Value.Int i) {
      return exact(b.value(), h.value(), i.value());
    }
    return Optional.empty();
  }

  private static Optional<Value> exact(long base, long head, long incoming) {
    try {
      return Optional.of(Value.of(Math.addExact(head, Math.subtractExact(incoming, base))));
    } catch (ArithmeticException overflow) {
      return Optional.empty();
    }
  }
}
