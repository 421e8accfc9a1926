package io.syncline.reconcile;

import io.syncline.reconcile.policy.Resolution;

/** What a hub made of one register that another hub has otherwise. */
public sealed interface MergeEvent {

  String register();

  /** The other hub's value was made in sight of ours. */
  record Took(String register, Register theirs) implements MergeEvent {}

  /** Both came to equal values without sight of each other. */
  record Agreement(String register) implements MergeEvent {}

  /**
   * Both were edited without sight of each other. A hold waits for the next exchange, or a person.
   */
  record Conflict(String register, Register mine, Register theirs, Resolution decision)
      implements MergeEvent {}

  /**
   * Each was made in sight of the other: an unlawful policy decided differently at the two hubs, or
   * they share a system. Ours stays; a person must look.
   */
  record Contradiction(String register, Register mine, Register theirs) implements MergeEvent {}
}
