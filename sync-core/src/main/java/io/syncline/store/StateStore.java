package io.syncline.store;

/**
 * Keeps the hub's state. Thread-safe; a view or a transaction belongs to one thread at a time.
 *
 * <p>A store belongs to one hub. All methods throw {@link StoreException} when the medium fails;
 * what was not committed is then gone, and nothing else is. A view or a transaction that is closed,
 * or whose store is, throws {@link IllegalStateException}.
 */
public interface StateStore extends AutoCloseable {

  /** A store that forgets everything when the process ends: for tests, simulation and previews. */
  static StateStore inMemory() {
    return new MemoryStateStore();
  }

  /** A consistent view of what is committed by now. Does not wait for transactions. */
  StoreView view();

  /** Begins a transaction; waits while another one is open. */
  StoreTransaction begin();

  /** Ends what is open, without its changes. What is committed stays. */
  @Override
  void close();
}
