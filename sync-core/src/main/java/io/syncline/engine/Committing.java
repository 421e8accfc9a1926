package io.syncline.engine;

import io.syncline.store.StateStore;
import io.syncline.store.StoreRefused;
import io.syncline.store.StoreTransaction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits each step; one that lost a race is run anew on what the store holds by then. */
final class Committing implements Transactions {

  /** How often a step is run before its refusal is an error. */
  static final int ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Committing.class);

  private final StateStore store;

  Committing(StateStore store) {
    this.store = store;
  }

  @Override
  public <T> T call(Function<StoreTransaction, T> step) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return once(step);
      } catch (StoreRefused e) {
        LOG.info("a step lost a race and is run anew: {}", e.getMessage());
      }
    }
    return once(step);
  }

  private <T> T once(Function<StoreTransaction, T> step) {
    try (StoreTransaction transaction = store.begin()) {
      T result = step.apply(transaction);
      transaction.commit();
      return result;
    }
  }
}
