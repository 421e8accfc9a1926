package io.syncline.diff.range;

import io.syncline.model.NativeKey;
import io.syncline.spi.KeyRange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Merges keys and digests of both sides, and reads the records that differ, batch by batch, in key
 * order. Where more differs than was thought, the rest is read as one range, from the first key
 * that was not handed on yet: so no record is handed on twice.
 */
final class RowDigestWay {

  /** Keys that are read at once. */
  static final int BATCH = 2_048;

  /** A sixteenth of the rows must have been seen before their share is believed. */
  static final int SAMPLE = 16;

  private final Way way;
  private final Situation situation;
  private final DigestMerge merge;
  private final Fetch fetch;
  private final RangedLog log;
  private long differing;

  RowDigestWay(Way way, Situation situation, DigestMerge merge, Fetch fetch, RangedLog log) {
    this.way = way;
    this.situation = situation;
    this.merge = merge;
    this.fetch = fetch;
    this.log = log;
  }

  /** The way to go instead, having handed on nothing; empty: this one went to its end. */
  Optional<Way> run() {
    List<NativeKey> keys = merge.next(BATCH);
    while (!keys.isEmpty()) {
      boolean first = differing == 0;
      differing += keys.size();
      if (keys.size() == BATCH && isMuch()) {
        log.saw(seen() + ": reading all is better");
        if (first) {
          return Optional.of(WayPlanner.costs(situation).get(0).way());
        }
        log.switched(Way.FULL_MERGE);
        fetch.ranges(List.of(new KeyRange(Optional.of(keys.get(0)), Optional.empty())));
        return Optional.empty();
      }
      fetch.keys(keys);
      keys = merge.next(BATCH);
    }
    log.saw(seen());
    return Optional.empty();
  }

  private boolean isMuch() {
    return merge.rows() * SAMPLE >= situation.rows()
        && isMuch(way, situation, share(differing, merge.rows()));
  }

  /** Whether reading all is better than this way where so many differ. */
  static boolean isMuch(Way way, Situation situation, double share) {
    Situation seen = situation.withShare(share);
    double whole = WayPlanner.weight(seen, WayPlanner.costs(seen).get(0));
    return whole < WayPlanner.weight(seen, new CostModel(seen).digests(way));
  }

  static double share(long differing, long rows) {
    return differing / (double) Math.max(1, rows);
  }

  static String seen(long differing, long rows) {
    return String.format(
        Locale.ROOT,
        "%d of %d digests differ, %s",
        differing,
        rows,
        WayPlanner.percent(share(differing, rows)));
  }

  private String seen() {
    return seen(differing, merge.rows());
  }
}
