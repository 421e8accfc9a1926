package io.syncline.reconcile.policy;

import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The union of two sets. */
record Union() implements ConflictPolicy {

  @Override
  public Resolution resolve(FieldConflict conflict) {
    if (conflict.head().value().isNull() && conflict.incoming().value().isNull()) {
      return Resolution.keepHead();
    }
    Optional<Collection<Value>> head = elements(conflict.head().value());
    Optional<Collection<Value>> incoming = elements(conflict.incoming().value());
    if (head.isEmpty() || incoming.isEmpty()) {
      return Resolution.hold("only sets have a union: field=" + conflict.field());
    }
    List<Value> all = new ArrayList<>(head.get());
    all.addAll(incoming.get());
    return Resolution.merged(Value.set(all));
  }

  private static Optional<Collection<Value>> elements(Value value) {
    if (value.isNull()) {
      return Optional.of(List.of());
    }
    return value instanceof Value.SetOf set ? Optional.of(set.values()) : Optional.empty();
  }
}
