package io.syncline.store;

/**
 * A change was refused because somebody else made another one first: a native record is linked
 * already, or a record is not what it was when it was loaded. The transaction is undone; done anew,
 * on what the store holds now, it may well succeed.
 */
public final class StoreRefused extends StoreException {

  private static final long serialVersionUID = 1L;

  public StoreRefused(String message) {
    super(message);
  }

  public StoreRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
