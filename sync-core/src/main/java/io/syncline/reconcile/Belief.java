package io.syncline.reconcile;

import io.syncline.model.Version;
import java.util.Optional;

/** How far an observation is believed, before anything is read out of it. */
enum Belief {
  /** A write is in flight: only its outcome tells whether an edit came before or after it. */
  WAITS,
  /** Older than what is known. */
  OLD,
  /** The image that is known. */
  KNOWN,
  /** News, to be taken in. */
  BELIEVED,
  /** It may be older or newer than what is known. */
  UNSURE;

  static Belief of(HoldingDraft holding, Observation observation, SystemRules.Versions versions) {
    if (holding.inFlight().isPresent()) {
      return WAITS;
    }
    boolean ordered = versions == SystemRules.Versions.ORDERED;
    Optional<Version> version = observation.version();
    boolean comparable = version.isPresent() && holding.token().isPresent();
    if (comparable && ordered && lower(version.get(), holding.token().get())) {
      return OLD;
    }
    if (comparable && version.equals(holding.token())) {
      return KNOWN;
    }
    return isFresh(holding, observation) || (comparable && ordered) ? BELIEVED : UNSURE;
  }

  /** Whether the read began no earlier than we last learned something of the system. */
  static boolean isFresh(HoldingDraft holding, Observation observation) {
    return observation.readBegan().isPresent()
        && observation.readBegan().getAsLong() >= holding.asOf();
  }

  private static boolean lower(Version one, Version other) {
    return one instanceof Version.Ordered left
        && other instanceof Version.Ordered right
        && left.position() < right.position();
  }
}
