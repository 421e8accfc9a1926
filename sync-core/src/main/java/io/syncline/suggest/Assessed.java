package io.syncline.suggest;

/**
 * A candidate, and how likely its fields are the same.
 *
 * @param confidence 0 to 1
 * @param reason in words
 */
record Assessed(Candidate candidate, Evidence evidence, double confidence, String reason) {

  /** From here on a candidate is suggested. */
  static final double SUGGESTED = 0.6;

  /** From here on names are alike enough to be worth a word where nothing is suggested. */
  private static final double ALIKE = 0.4;

  private static final double SAME_WORDS = FieldWords.SAME;

  static Assessed of(Candidate candidate, Evidence evidence) {
    double likeness = candidate.likeness();
    String names = names(likeness);
    if (!evidence.isTold()) {
      return candidate.fit().sure()
          ? new Assessed(candidate, evidence, 0.9 * likeness, names + ", no rows in common seen")
          : new Assessed(
              candidate,
              evidence,
              0,
              names + ", but kinds differ and no rows show that the values fit");
    }
    String reason = names + ", " + evidence.words();
    if (evidence.isStrong() || evidence.isTranslation()) {
      boolean enough = likeness > 0 || evidence.isStrong();
      return new Assessed(
          candidate, evidence, enough ? trusted(likeness, evidence.share()) : 0, reason);
    }
    boolean fits = candidate.fit().sure() || evidence.share() == 1;
    boolean named = likeness >= SAME_WORDS && evidence.share() >= 0.3 && fits;
    return new Assessed(
        candidate, evidence, named ? likeness * (0.5 + 0.4 * evidence.share()) : 0, reason);
  }

  private static double trusted(double likeness, double share) {
    return likeness > 0 ? 0.6 * share + 0.4 * Math.max(0.4, likeness) : 0.75 * share;
  }

  private static String names(double likeness) {
    if (likeness >= SAME_WORDS) {
      return "same words";
    }
    return likeness > 0 ? "some words in common" : "other names";
  }

  boolean isSuggested() {
    return confidence >= SUGGESTED;
  }

  boolean isAlike() {
    return candidate.likeness() >= ALIKE;
  }

  boolean sharesAField(Assessed other) {
    return candidate.one().equals(other.candidate.one())
        || candidate.other().equals(other.candidate.other());
  }
}
