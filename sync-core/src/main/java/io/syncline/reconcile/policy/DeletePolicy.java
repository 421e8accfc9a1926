package io.syncline.reconcile.policy;

/**
 * Decides whether a record lives that one side deleted and the other edited. The answer must depend
 * on the conflict alone, as that of a {@link ConflictPolicy}; it must not block.
 */
@FunctionalInterface
public interface DeletePolicy {

  DeleteResolution resolve(DeleteConflict conflict);

  /** Asks {@code next} about the conflicts that this policy holds. */
  default DeletePolicy orElse(DeletePolicy next) {
    return conflict -> {
      DeleteResolution first = resolve(conflict);
      return first instanceof DeleteResolution.Hold ? next.resolve(conflict) : first;
    };
  }

  /** The record lives, so no edit is lost. */
  static DeletePolicy updateWins() {
    return conflict -> new DeleteResolution.UpdateWins();
  }

  /** The record goes; the edits it had are named in the decision. */
  static DeletePolicy deleteWins() {
    return conflict -> new DeleteResolution.DeleteWins();
  }

  /** Leaves every such conflict to a person. */
  static DeletePolicy holdForReview() {
    return conflict ->
        new DeleteResolution.Hold(
            "held for review, deleted on one side and edited on the other: registers="
                + conflict.registers());
  }
}
