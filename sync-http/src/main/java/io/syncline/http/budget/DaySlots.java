package io.syncline.http.budget;

import io.syncline.http.ledger.Slots;
import io.syncline.http.manifest.LimitsSpec;
import java.time.Instant;

/** One slot a day, from one reset to the next; nothing of a day counts in another. */
record DaySlots(LimitsSpec.Daily daily) implements Slots {

  /** A process that dies takes what it was given with it, until the day ends. */
  private static final int SLICES = 100;

  /** Nor does one process take all that is left in the evening. */
  private static final int LAST_SLICES = 10;

  @Override
  public long begin(long at) {
    return daily.begin(Instant.ofEpochMilli(at)).toEpochMilli();
  }

  @Override
  public long end(long begin) {
    return daily.end(Instant.ofEpochMilli(begin)).toEpochMilli();
  }

  @Override
  public boolean counts(long end, long begin) {
    return end > begin;
  }

  @Override
  public long free(long end) {
    return end;
  }

  @Override
  public long slice(int limit, long left) {
    return Math.max(1, Math.min(limit / SLICES, left / LAST_SLICES));
  }
}
