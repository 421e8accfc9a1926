package io.syncline.jdbc;

import io.syncline.spi.DatasetOptions;
import java.util.Map;

/**
 * Finds changes by digests that the database computes of its rows and sums up over ranges of keys.
 * Needs no column, no trigger and no right but to read; deletes show as everything else does.
 * Immutable.
 *
 * <p>Each run of the flow is a sweep: the database reads and hashes the whole table, and hands out
 * what differs. That spares the network and the hub, not the database: a table that tells its
 * changes by a column is better polled, with {@link PollingFeed#versionByDigest()} for its sweeps.
 */
public final class DigestFeed implements DatasetOptions {

  private static final DigestFeed INSTANCE = new DigestFeed();

  private DigestFeed() {}

  /** Sweeps by digest, as often as the flow's schedule says. */
  public static DigestFeed digest() {
    return INSTANCE;
  }

  @Override
  public Map<String, String> options() {
    return Map.of(DatasetSettings.FEED, DigestWay.NAME);
  }

  @Override
  public String toString() {
    return "DigestFeed";
  }
}
