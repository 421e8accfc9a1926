package io.syncline.config;

import io.syncline.mapping.Lens;
import io.syncline.model.FieldType;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.reconcile.policy.Similarity;

/** All names that a file may use. */
record Vocabularies(
    Vocabulary<FieldType> types,
    Vocabulary<Lens> lenses,
    Vocabulary<ConflictPolicy> conflicts,
    Vocabulary<DeletePolicy> deletes,
    Vocabulary<Normaliser> normalisers,
    Vocabulary<Similarity> similarities) {

  static Vocabularies standard() {
    return new Vocabularies(
        StandardTypes.vocabulary(),
        StandardLenses.vocabulary(),
        StandardPolicies.conflicts(),
        StandardPolicies.deletes(),
        StandardPolicies.normalisers(),
        StandardPolicies.similarities());
  }

  Vocabularies withLenses(Vocabulary<Lens> other) {
    return new Vocabularies(types, other, conflicts, deletes, normalisers, similarities);
  }

  Vocabularies withConflicts(Vocabulary<ConflictPolicy> other) {
    return new Vocabularies(types, lenses, other, deletes, normalisers, similarities);
  }

  Vocabularies withDeletes(Vocabulary<DeletePolicy> other) {
    return new Vocabularies(types, lenses, conflicts, other, normalisers, similarities);
  }

  Vocabularies withNormalisers(Vocabulary<Normaliser> other) {
    return new Vocabularies(types, lenses, conflicts, deletes, other, similarities);
  }

  Vocabularies withSimilarities(Vocabulary<Similarity> other) {
    return new Vocabularies(types, lenses, conflicts, deletes, normalisers, other);
  }
}
