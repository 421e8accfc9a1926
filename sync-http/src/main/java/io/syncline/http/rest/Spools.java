package io.syncline.http.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.syncline.http.manifest.ListSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The spooled listings of one adapter that are under way, each with a file. One that nobody goes on
 * with, and all where the adapter is closed, lets go of it. Thread-safe.
 */
final class Spools implements AutoCloseable {

  /** How many there are at a time; the one that was not gone on with for longest gives way. */
  static final int MOST = 8;

  /** How long one is kept that nobody goes on with. */
  static final Duration IDLE = Duration.ofMinutes(10);

  private final Cache<String, SpooledListing> underWay =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterAccess(IDLE)
          .scheduler(Scheduler.systemScheduler())
          .executor(Runnable::run)
          .removalListener(Spools::removed)
          .build();

  private static void removed(
      @Nullable String id, @Nullable SpooledListing listing, RemovalCause why) {
    if (listing != null) {
      listing.close();
    }
  }

  /** Asks for a listing anew. */
  SpooledListing begin(WebService service, ListSpec list) {
    SpooledListing listing = new SpooledListing(UUID.randomUUID().toString(), service, list);
    underWay.put(listing.id(), listing);
    return listing;
  }

  /** Empty where there is none any more, or where another process had it. */
  Optional<SpooledListing> find(String id) {
    return Optional.ofNullable(underWay.getIfPresent(id));
  }

  /** Nobody goes on with it. */
  void end(SpooledListing listing) {
    underWay.invalidate(listing.id());
    underWay.cleanUp();
  }

  @Override
  public void close() {
    underWay.invalidateAll();
    underWay.cleanUp();
  }
}
