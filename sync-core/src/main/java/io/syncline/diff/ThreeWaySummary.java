package io.syncline.diff;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much two sides changed since the base.
 *
 * @param baseRows how many rows of the base were read; the others likewise
 * @param records how many records changed in each way; all ways are there
 */
public record ThreeWaySummary(
    long baseRows, long leftRows, long rightRows, Map<ThreeWayKind, Long> records) {

  public ThreeWaySummary {
    Map<ThreeWayKind, Long> all = new EnumMap<>(ThreeWayKind.class);
    for (ThreeWayKind kind : ThreeWayKind.values()) {
      all.put(kind, records.getOrDefault(kind, 0L));
    }
    records = Collections.unmodifiableMap(all);
  }

  /** How many records changed in this way. */
  public long records(ThreeWayKind kind) {
    return records.getOrDefault(kind, 0L);
  }

  /** Whether no side changed anything. */
  public boolean isEmpty() {
    return records.values().stream().allMatch(count -> count == 0);
  }
}
