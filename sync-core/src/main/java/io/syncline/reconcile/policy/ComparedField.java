package io.syncline.reconcile.policy;

/**
 * One field that counts for the similarity of two rows.
 *
 * @param weight above 0; only its proportion to the weights of the other fields counts
 * @param form the form in which it is compared
 */
public record ComparedField(String field, double weight, Normaliser form, Similarity measure) {

  public ComparedField {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("must be > 0: weight=" + weight + " field=" + field);
    }
  }
}
