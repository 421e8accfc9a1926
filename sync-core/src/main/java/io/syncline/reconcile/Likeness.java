package io.syncline.reconcile;

import io.syncline.model.RecordId;
import java.util.Comparator;

/**
 * A record that a native record may be.
 *
 * @param score how alike they are by the rule that found them, 0 to 1
 */
public record Likeness(RecordId record, double score) implements Comparable<Likeness> {

  private static final Comparator<Likeness> ORDER =
      Comparator.comparing(Likeness::record).thenComparingDouble(Likeness::score);

  public Likeness {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("must be 0 to 1: score=" + score);
    }
  }

  /** One that is certain, but for what stands in its way. */
  public static Likeness certain(RecordId record) {
    return new Likeness(record, 1);
  }

  @Override
  public int compareTo(Likeness other) {
    return ORDER.compare(this, other);
  }
}
