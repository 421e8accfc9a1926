package io.syncline.store;

/**
 * Keeps the hub's state. Thread-safe; a view or a transaction belongs to one thread at a time.
 *
 * <p>A store belongs to one hub. All methods throw {@link StoreException} when the medium fails;
 * what was not committed is then gone, and nothing else is.
 */
public interface StateStore extends AutoCloseable {

  /** A consistent view of what is committed. Does not wait for transactions. */
  StoreView view();

  /** Begins a transaction; waits while another one is open. */
  StoreTransaction begin();

  @Override
  void close();
}
