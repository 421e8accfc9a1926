package io.syncline.engine;

import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import java.util.function.Function;

/**
 * Runs each step in a transaction of its own; a preview runs all of them in one that is undone. A
 * step may be run again, so it must take all that it works on from the transaction it is given.
 */
interface Transactions {

  <T> T call(Function<StoreTransaction, T> step);

  static Transactions committing(StateStore store) {
    return new Committing(store);
  }

  /** All steps see each other's changes in {@code transaction}, which is never committed here. */
  static Transactions within(StoreTransaction transaction) {
    return new Transactions() {
      @Override
      public <T> T call(Function<StoreTransaction, T> step) {
        return step.apply(transaction);
      }
    };
  }
}
