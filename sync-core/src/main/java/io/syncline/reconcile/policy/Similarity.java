package io.syncline.reconcile.policy;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * How alike two texts are, neither of which is empty: from 0 to 1, which is equal. Pure, the same
 * whichever text comes first, and thread-safe.
 */
@FunctionalInterface
public interface Similarity {

  double of(String one, String other);

  /** 1 or 0. */
  static Similarity equal() {
    return (one, other) -> one.equals(other) ? 1 : 0;
  }

  /**
   * For names: letters in common and nearly in place, a common beginning counts more (Winkler,
   * "String Comparator Metrics and Enhanced Decision Rules", 1990). As computed by Apache Commons
   * Text.
   */
  static Similarity jaroWinkler() {
    JaroWinklerSimilarity measure = new JaroWinklerSimilarity();
    return symmetric((one, other) -> measure.apply(one, other));
  }

  /**
   * For codes and longer texts: the share of characters that need no change, one less the edit
   * distance over the longer length. The distance is computed by Apache Commons Text.
   */
  static Similarity levenshtein() {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return symmetric(
        (one, other) ->
            1 - (double) distance.apply(one, other) / Math.max(one.length(), other.length()));
  }

  /**
   * Asks {@code measure} with the lesser text first. Jaro's measure pairs letters greedily, so that
   * it may depend on which text it walks along.
   */
  private static Similarity symmetric(Similarity measure) {
    return (one, other) ->
        one.compareTo(other) <= 0 ? measure.of(one, other) : measure.of(other, one);
  }
}
