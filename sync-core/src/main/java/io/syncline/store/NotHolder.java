package io.syncline.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller does not hold the store's lease, or no longer: nothing was changed. To repeat the call
 * needs another {@link StateStore#claim}, and what was read before it is out of date.
 */
public final class NotHolder extends StoreException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Holder holder;

  /** While another is known to hold it. */
  public NotHolder(Holder holder) {
    super("must hold the lease: holder=" + holder);
    this.holder = holder;
  }

  public NotHolder(String place, Optional<Holder> holder) {
    super(message(place, holder));
    this.holder = holder.orElse(null);
  }

  public NotHolder(String place, Optional<Holder> holder, Throwable cause) {
    super(message(place, holder), cause);
    this.holder = holder.orElse(null);
  }

  private static String message(String place, Optional<Holder> holder) {
    return "must hold the lease: state="
        + place
        + " holder="
        + holder.map(Holder::toString).orElse("unknown");
  }

  /** Who holds it, where that is known. */
  public Optional<Holder> holder() {
    return Optional.ofNullable(holder);
  }
}
