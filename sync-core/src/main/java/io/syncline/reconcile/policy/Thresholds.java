package io.syncline.reconcile.policy;

/**
 * What a score means at first contact.
 *
 * @param accept from here on two rows are one, if nobody else is even in doubt
 * @param doubt from here on a person is asked; below it there is no match
 */
public record Thresholds(double accept, double doubt) {

  /** Only what is equal in all that counts is one, and nothing is in doubt. */
  public static final Thresholds CERTAIN = new Thresholds(1, 1);

  public Thresholds {
    if (!(0 < doubt && doubt <= accept && accept <= 1)) {
      throw new IllegalArgumentException(
          "must be 0 < doubt <= accept <= 1: doubt=" + doubt + " accept=" + accept);
    }
  }

  public boolean accepts(double score) {
    return score >= accept;
  }

  public boolean doubts(double score) {
    return score >= doubt;
  }
}
