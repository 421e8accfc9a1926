package io.syncline.diff.range;

import io.syncline.diff.RowSource;
import io.syncline.diff.Side;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known before two sides are compared; all that a plan depends on.
 *
 * @param place how the sides lie to each other
 * @param link the way to them
 * @param hashing the digests that both can compute; {@link Hashing#NONE} also where the names of
 *     their functions tell that their servers hash otherwise
 * @param base the side of which keys and digests were kept; empty: neither
 * @param share of the records that differed last time, 0 to 1; empty: unknown
 * @param aim what is to be spared
 */
public record Situation(
    SideEstimate left,
    SideEstimate right,
    Place place,
    Link link,
    Hashing hashing,
    Optional<Side> base,
    OptionalDouble share,
    Aim aim) {

  /**
   * Between what differs often and what hardly differs; a wrong guess shows in the first ranges.
   */
  static final double UNKNOWN_SHARE = 0.005;

  /** How the sides lie to each other. */
  public enum Place {
    /** On one server, which does the work of both. */
    ONE,
    /** On servers of their own, which work at the same time. */
    APART
  }

  /** What is to be spared. */
  public enum Aim {
    /** Time, and then the work of the servers. */
    TIME,
    /** Bytes, whatever the time: the link is paid for, or a side must not be read out. */
    BYTES
  }

  public Situation {
    if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("must be 0 to 1: share=" + share.getAsDouble());
    }
    if (base.filter(side -> side == Side.BASE).isPresent()) {
      throw new IllegalArgumentException("must be left or right: base=" + base.get());
    }
  }

  /** Two sides apart, of which no more is known. */
  public static Situation of(SideEstimate left, SideEstimate right, Link link) {
    return new Situation(
        left,
        right,
        Place.APART,
        link,
        Hashing.NONE,
        Optional.empty(),
        OptionalDouble.empty(),
        Aim.TIME);
  }

  public Situation with(Place where) {
    return new Situation(left, right, where, link, hashing, base, share, aim);
  }

  public Situation with(Hashing common) {
    return new Situation(left, right, place, link, common, base, share, aim);
  }

  public Situation with(Aim spared) {
    return new Situation(left, right, place, link, hashing, base, share, spared);
  }

  public Situation withBase(Side kept) {
    return new Situation(left, right, place, link, hashing, Optional.of(kept), share, aim);
  }

  public Situation withShare(double differing) {
    OptionalDouble known = OptionalDouble.of(differing);
    return new Situation(left, right, place, link, hashing, base, known, aim);
  }

  /** Of the larger side. */
  long rows() {
    return Math.max(left.rows(), right.rows());
  }

  double expectedShare() {
    return share.orElse(UNKNOWN_SHARE);
  }

  /** Of both sides' records, in the mean. */
  double rowBytes() {
    return (left.rowBytes() + right.rowBytes()) / 2.0;
  }

  /** The side that is read where this one is kept. */
  SideEstimate read(Side kept) {
    return kept == Side.LEFT ? right : left;
  }

  /** Whether a side can be read as its records lie, however disorderly that is. */
  public boolean isScannable() {
    return left.correlation().isPresent() || right.correlation().isPresent();
  }

  /** Whether one side is best read as its records lie, and the other can be read in order. */
  boolean isOrderly() {
    return (left.isOrderly() || right.isOrderly()) && left.isInOrder() && right.isInOrder();
  }

  boolean sorted() {
    return left.order() == RowSource.Order.SORTED && right.order() == RowSource.Order.SORTED;
  }
}
