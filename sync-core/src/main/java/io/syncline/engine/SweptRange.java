package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import java.util.List;
import java.util.Optional;

/**
 * What sweeps by digest know of one range of a dataset's keys.
 *
 * @param number names it among the ranges of its flow; never given twice
 * @param digest of the versions that were listed last; empty: not listed yet
 * @param members the records whose native keys were listed there, ascending
 */
record SweptRange(
    long number, KeyRange range, Optional<RangeDigest> digest, List<RecordId> members) {

  SweptRange {
    members = List.copyOf(members);
  }

  static SweptRange notListed(long number, KeyRange range, List<RecordId> members) {
    return new SweptRange(number, range, Optional.empty(), members);
  }

  SweptRange listed(RangeDigest now, List<RecordId> found) {
    return new SweptRange(number, range, Optional.of(now), found);
  }

  /** Whether the system shows there what was listed last. */
  boolean agrees(RangeDigest now) {
    return digest.isPresent() && digest.get().agrees(now);
  }
}
