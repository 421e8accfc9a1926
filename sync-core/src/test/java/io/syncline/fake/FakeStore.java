package io.syncline.fake;

import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;

/** Keeps nothing; counts how often it is closed. */
public final class FakeStore implements StateStore {

  private int closed;

  public int closed() {
    return closed;
  }

  @Override
  public StoreView view() {
    throw new UnsupportedOperationException("holds nothing");
  }

  @Override
  public StoreTransaction begin() {
    throw new UnsupportedOperationException("holds nothing");
  }

  @Override
  public void close() {
    closed++;
  }
}
