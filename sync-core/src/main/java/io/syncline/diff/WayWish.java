package io.syncline.diff;

import io.syncline.diff.range.RangedSettings;
import io.syncline.diff.range.Way;
import java.util.Optional;

/**
 * What the user says about the way that a diff goes.
 *
 * @param settings what is known of the sides
 * @param forced the way to go; empty: the best
 */
record WayWish(RangedSettings settings, Optional<Way> forced) {

  static WayWish none() {
    return new WayWish(RangedSettings.defaults(), Optional.empty());
  }

  WayWish with(RangedSettings known) {
    return new WayWish(known, forced);
  }

  WayWish with(Way way) {
    return new WayWish(settings, Optional.of(way));
  }

  boolean isUnsorted() {
    return forced.equals(Optional.of(Way.UNSORTED));
  }
}
