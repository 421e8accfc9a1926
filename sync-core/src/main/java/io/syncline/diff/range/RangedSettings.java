package io.syncline.diff.range;

import io.syncline.diff.DiffLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user says about a diff of two sides, beyond the sides.
 *
 * @param share of the records that differed last time, 0 to 1; empty: unknown
 * @param base keys and digests that were kept of one side; empty: none
 * @param within what a request for digests of ranges may take
 */
public record RangedSettings(
    Link link,
    Situation.Aim aim,
    OptionalDouble share,
    Optional<SideBase> base,
    DiffLimits limits,
    Duration within) {

  public static RangedSettings defaults() {
    return new RangedSettings(
        Link.near(),
        Situation.Aim.TIME,
        OptionalDouble.empty(),
        Optional.empty(),
        DiffLimits.defaults(),
        Duration.ofMinutes(30));
  }

  public RangedSettings with(Link way) {
    return new RangedSettings(way, aim, share, base, limits, within);
  }

  public RangedSettings with(Situation.Aim spared) {
    return new RangedSettings(link, spared, share, base, limits, within);
  }

  public RangedSettings with(DiffLimits bounds) {
    return new RangedSettings(link, aim, share, base, bounds, within);
  }

  public RangedSettings with(SideBase kept) {
    return new RangedSettings(link, aim, share, Optional.of(kept), limits, within);
  }

  public RangedSettings withShare(double differing) {
    return new RangedSettings(link, aim, OptionalDouble.of(differing), base, limits, within);
  }

  public RangedSettings within(Duration each) {
    return new RangedSettings(link, aim, share, base, limits, each);
  }
}
