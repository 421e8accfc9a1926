package io.syncline.config;

import io.syncline.mapping.Lens;
import io.syncline.model.FieldType;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Normaliser;

/** All names that a file may use. */
record Vocabularies(
    Vocabulary<FieldType> types,
    Vocabulary<Lens> lenses,
    Vocabulary<ConflictPolicy> conflicts,
    Vocabulary<DeletePolicy> deletes,
    Vocabulary<Normaliser> normalisers) {

  static Vocabularies standard() {
    return new Vocabularies(
        StandardTypes.vocabulary(),
        StandardLenses.vocabulary(),
        StandardPolicies.conflicts(),
        StandardPolicies.deletes(),
        StandardPolicies.normalisers());
  }

  Vocabularies withLenses(Vocabulary<Lens> other) {
    return new Vocabularies(types, other, conflicts, deletes, normalisers);
  }

  Vocabularies withConflicts(Vocabulary<ConflictPolicy> other) {
    return new Vocabularies(types, lenses, other, deletes, normalisers);
  }

  Vocabularies withDeletes(Vocabulary<DeletePolicy> other) {
    return new Vocabularies(types, lenses, conflicts, other, normalisers);
  }

  Vocabularies withNormalisers(Vocabulary<Normaliser> other) {
    return new Vocabularies(types, lenses, conflicts, deletes, other);
  }
}
