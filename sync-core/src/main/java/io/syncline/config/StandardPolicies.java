package io.syncline.config;

import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.reconcile.policy.Similarity;

/** The policies, normalisers and measures by the names that a file uses. */
final class StandardPolicies {

  private StandardPolicies() {}

  static Vocabulary<ConflictPolicy> conflicts() {
    return Vocabulary.<ConflictPolicy>of("policy")
        .with("hold", ConflictPolicy.holdForReview())
        .with("last-writer", ConflictPolicy.lastWriter())
        .with("prefer", StandardPolicies::prefer)
        .with("greatest", ConflictPolicy.greatest())
        .with("least", ConflictPolicy.least())
        .with("union", ConflictPolicy.union())
        .with("sum-of-deltas", ConflictPolicy.sumOfDeltas())
        .with("keep-head", ConflictPolicy.keepHead())
        .with("take-incoming", ConflictPolicy.takeIncoming());
  }

  private static ConflictPolicy prefer(Arguments arguments) {
    arguments.atLeast(1);
    return ConflictPolicy.prefer(
        arguments.texts().stream().map(SystemId::new).toArray(SystemId[]::new));
  }

  static Vocabulary<DeletePolicy> deletes() {
    return Vocabulary.<DeletePolicy>of("policy")
        .with("hold", DeletePolicy.holdForReview())
        .with("update-wins", DeletePolicy.updateWins())
        .with("delete-wins", DeletePolicy.deleteWins());
  }

  static Vocabulary<Normaliser> normalisers() {
    return Vocabulary.<Normaliser>of("normaliser")
        .with("exact", Normaliser.exact())
        .with("lower", Normaliser.lower())
        .with("digits", Normaliser.digits())
        .with("words", Normaliser.words());
  }

  static Vocabulary<Similarity> similarities() {
    return Vocabulary.<Similarity>of("measure")
        .with("equal", Similarity.equal())
        .with("jaro-winkler", Similarity.jaroWinkler())
        .with("levenshtein", Similarity.levenshtein());
  }
}
