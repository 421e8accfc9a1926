package io.syncline.testkit.simulation;

import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.operate.InboxEntry;
import java.util.List;
import java.util.Optional;

/** One conflict that waits for a person. */
record Held(InboxEntry.Conflict conflict) {

  /** Whether it is about this field, or the life, of the record behind this key. */
  boolean isAbout(String system, Optional<String> key) {
    return conflict.id().system().name().equals(system)
        && key.equals(
            Optional.ofNullable(conflict.keys().get(conflict.id().system())).map(Object::toString));
  }

  /** The record, as users know it. */
  Optional<String> record(List<Side> sides) {
    for (Side side : sides) {
      NativeKey key = conflict.keys().get(new SystemId(side.system));
      if (key != null) {
        return Optional.of(side.recordOf(key.toString()));
      }
    }
    return Optional.empty();
  }

  boolean isOfLife() {
    return conflict.field().equals("life");
  }

  String field() {
    return conflict.field();
  }

  @Override
  public String toString() {
    return conflict.toString();
  }
}
