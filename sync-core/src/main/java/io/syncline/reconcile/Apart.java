package io.syncline.reconcile;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import java.util.Set;

/**
 * What a person said that a native record is not, however alike they are.
 *
 * @param records known records that it is not
 * @param natives records of its own system that are another thing than it
 */
public record Apart(Set<RecordId> records, Set<NativeKey> natives) {

  private static final Apart FROM_NONE = new Apart(Set.of(), Set.of());

  public Apart {
    records = Set.copyOf(records);
    natives = Set.copyOf(natives);
  }

  public static Apart fromNone() {
    return FROM_NONE;
  }
}
