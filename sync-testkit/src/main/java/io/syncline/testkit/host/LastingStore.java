package io.syncline.testkit.host;

import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;

/** A store that outlives the hubs that own it, as a file outlives processes. */
record LastingStore(StateStore store) implements StateStore {

  @Override
  public StoreView view() {
    return store.view();
  }

  @Override
  public StoreTransaction begin() {
    return store.begin();
  }

  @Override
  public void close() {}
}
