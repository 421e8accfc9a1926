package io.syncline.engine;

import io.syncline.store.StoreTransaction;
import java.util.function.Function;

/** Each step that comes to its end is progress. */
final class WatchedTransactions implements Transactions {

  private final Transactions transactions;
  private final Watch watch;

  WatchedTransactions(Transactions transactions, Watch watch) {
    this.transactions = transactions;
    this.watch = watch;
  }

  @Override
  public <T> T call(Function<StoreTransaction, T> step) {
    T result = transactions.call(step);
    watch.progress();
    return result;
  }
}
