package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import io.syncline.store.Lease;
import io.syncline.store.NotHolder;
import io.syncline.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A lease of a state database. Once lost, it is never asked for again. */
final class JdbcLease implements Lease {

  private final StateDatabase database;
  private final long epoch;
  private final Duration lasting;
  private volatile long renewedNanos;
  private volatile boolean lost;

  /**
   * A lease that was just granted.
   *
   * @param askedNanos {@link System#nanoTime} before it was asked for
   */
  JdbcLease(StateDatabase database, long epoch, Duration lasting, long askedNanos) {
    this.database = database;
    this.epoch = epoch;
    this.lasting = lasting;
    this.renewedNanos = askedNanos;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public Duration left() {
    if (lost) {
      return Duration.ZERO;
    }
    if (!database.isShared()) {
      return UNENDING;
    }
    Duration left = lasting.minusNanos(System.nanoTime() - renewedNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public boolean renew() {
    if (lost) {
      return false;
    }
    long asked = System.nanoTime();
    try {
      if (database.renew(epoch)) {
        renewed(asked);
        return true;
      }
      lost = true;
      return false;
    } catch (SQLException e) {
      throw new StoreException(
          "renewal failed: state=" + database.place() + " cause=" + e.getMessage(), e);
    }
  }

  /** A commit renewed it, which was asked for at {@code askedNanos}. */
  void renewed(long askedNanos) {
    renewedNanos = askedNanos;
  }

  boolean isLost() {
    return lost;
  }

  /** Another has taken over. */
  NotHolder lose(Optional<Throwable> cause) {
    lost = true;
    Optional<Holder> successor = successor();
    return cause
        .map(why -> new NotHolder(database.place(), successor, why))
        .orElseGet(() -> new NotHolder(database.place(), successor));
  }

  /** Whether it is lost, as far as the database tells. */
  boolean isTaken() {
    return lost || successor().isPresent();
  }

  private Optional<Holder> successor() {
    try {
      return database.successor(epoch);
    } catch (SQLException unknown) {
      return Optional.empty();
    }
  }
}
