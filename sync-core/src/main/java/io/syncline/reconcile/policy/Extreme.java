package io.syncline.reconcile.policy;

import io.syncline.model.Value;
import io.syncline.model.ValueOrder;

/** The greater of two values (sign 1) or the lesser (sign -1). */
record Extreme(int sign) implements ConflictPolicy {

  @Override
  public Resolution resolve(FieldConflict conflict) {
    Value head = conflict.head().value();
    Value incoming = conflict.incoming().value();
    if (head.isNull() || incoming.isNull()) {
      return incoming.isNull() ? Resolution.keepHead() : Resolution.takeIncoming();
    }
    return sign * ValueOrder.TOTAL.compare(incoming, head) > 0
        ? Resolution.takeIncoming()
        : Resolution.keepHead();
  }
}
