package io.syncline.store;

import java.time.Duration;

/**
 * Keeps the hub's state. Thread-safe; a view or a transaction belongs to one thread at a time.
 *
 * <p>A store belongs to one hub. Some can be opened by several processes at the same time, each of
 * which is an instance of that hub: one at a time has the {@link Lease}, and changes the store. All
 * others are their opener's from the start, and refuse to be opened a second time.
 *
 * <p>All methods throw {@link StoreException} when the medium fails; what was not committed is then
 * gone, and nothing else is. A view or a transaction that is closed, or whose store is, throws
 * {@link IllegalStateException}.
 */
public interface StateStore extends AutoCloseable {

  /** A store that forgets everything when the process ends: for tests, simulation and previews. */
  static StateStore inMemory() {
    return SharedMemory.alone();
  }

  /** Whether several processes can have it open, so that one must have its lease to change it. */
  default boolean isShared() {
    return false;
  }

  /**
   * Asks for the lease. It is granted where nobody has it, where the caller does, or where its
   * holder gave no sign of life for as long as that lease says; then whatever the last holder has
   * open is ended. Waits while a transaction of this store is open.
   *
   * @param holder what the caller calls itself, for people
   * @param lasting how long others will wait for a sign of life
   */
  default Claim claim(String holder, Duration lasting) {
    return new Claim.Granted(Lease.unending());
  }

  /** A consistent view of what is committed by now. Does not wait for transactions. */
  StoreView view();

  /**
   * Begins a transaction under the lease; waits while another one is open.
   *
   * @throws NotHolder where the caller does not have the lease
   */
  StoreTransaction begin();

  /** Ends what is open, without its changes, and lets go of the lease. What is committed stays. */
  @Override
  void close();
}
