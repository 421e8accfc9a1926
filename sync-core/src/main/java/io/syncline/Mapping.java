package io.syncline;

import io.syncline.suggest.MappingDraft;
import io.syncline.suggest.Side;
import io.syncline.suggest.Suggester;

/** Drafts the mapping of an entity from what two datasets tell of themselves. Needs no hub. */
public final class Mapping {

  private Mapping() {}

  /**
   * Pairs the fields of both sides, by their names, their types and, where rows of both are given,
   * their values. The draft opens as it is, once its systems have adapters; a person finishes it.
   * The same input always gives the same draft.
   *
   * @throws IllegalArgumentException if the entity cannot have that name, or both sides are one
   *     system
   */
  public static MappingDraft suggest(String entity, Side one, Side other) {
    return Suggester.suggest(entity, one, other);
  }
}
