package io.syncline.store;

import io.syncline.reconcile.Holding;

/** Which parts of a holding are there, as bits of one byte. */
final class HoldingParts {

  static final int READ_OWED = 1;
  static final int TOKEN = 2;
  static final int IN_FLIGHT = 4;
  static final int DOUBT = 8;
  static final int HELD = 16;
  static final int QUARANTINE = 32;
  static final int UNCONFIRMED = 64;

  private HoldingParts() {}

  static int of(Holding holding) {
    return (holding.readOwed() ? READ_OWED : 0)
        | (holding.token().isPresent() ? TOKEN : 0)
        | (holding.inFlight().isPresent() ? IN_FLIGHT : 0)
        | (holding.doubt().isEmpty() ? 0 : DOUBT)
        | (holding.held().isEmpty() ? 0 : HELD)
        | (holding.quarantine().isEmpty() ? 0 : QUARANTINE)
        | (holding.unconfirmed().isEmpty() ? 0 : UNCONFIRMED);
  }
}
