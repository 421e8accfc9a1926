package io.syncline.spi;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one dataset can do for this tenant.
 *
 * @param feed how changes are found
 * @param deletes how deletes show
 * @param versions what kind of version its images carry
 * @param preconditions which conditions a write may carry
 * @param comparesBeforeWrite whether conditions are compared with what the record shows right
 *     before the write, not by the system with it: what somebody changes in between is written over
 *     unseen
 * @param writes which kinds of write it takes
 * @param maxBatchRows the most writes, or keys, in one call
 * @param atomicBatch whether a batch is applied as a whole or not at all
 * @param idempotency whether a write sent twice has one effect
 * @param remembersFor how long after its first sending a write's id is remembered; empty: for ever,
 *     as far as is known, or not at all. A repeat comes with {@link Write#since}, so that the
 *     adapter need not rely on what was forgotten
 * @param apart native fields that are written by calls of their own: a create goes without them,
 *     and an update that has one of them has nothing else
 * @param keysAssigned whether the system gives keys to new records
 * @param readAfterWrite how long after a write reads may still miss it; zero: never
 * @param reportsShown whether {@code Applied} tells what was stored
 * @param retention how long its feed goes on from a position that is not used; empty: not known
 * @param bulk what its jobs can carry; empty: it has none
 */
public record Capabilities(
    Feed feed,
    Deletes deletes,
    Versions versions,
    Set<PreconditionKind> preconditions,
    boolean comparesBeforeWrite,
    Set<WriteKind> writes,
    int maxBatchRows,
    boolean atomicBatch,
    Idempotency idempotency,
    Optional<Duration> remembersFor,
    Set<String> apart,
    boolean keysAssigned,
    Duration readAfterWrite,
    boolean reportsShown,
    Optional<Duration> retention,
    Optional<Bulk> bulk) {

  public Capabilities {
    preconditions = Set.copyOf(preconditions);
    writes = Set.copyOf(writes);
    apart = Set.copyOf(apart);
    if (maxBatchRows < 1) {
      throw new IllegalArgumentException("must be >= 1: maxBatchRows=" + maxBatchRows);
    }
    if (remembersFor.isPresent() && idempotency != Idempotency.REMEMBERED) {
      throw new IllegalArgumentException(
          "must not be given unless REMEMBERED: remembersFor="
              + remembersFor.get()
              + " idempotency="
              + idempotency);
    }
  }

  /** How changes are found. */
  public enum Feed {
    /** Not at all. */
    NONE,
    /** By a full listing only. */
    SNAPSHOT_ONLY,
    /** By a modification time or sequence; its images are reads of the current state. */
    POLLING,
    /**
     * By the system's own tokens, log or stream; its images may be older than the current state.
     */
    LOG
  }

  /** How deletes show. */
  public enum Deletes {
    NEVER,
    SOFT_FLAG,
    TOMBSTONE,
    FEED,
    COMPLETE_SCAN
  }

  /** What kind of version images carry; see {@link io.syncline.model.Version}. */
  public enum Versions {
    NONE,
    OPAQUE,
    ORDERED
  }

  /** Kinds of {@link Precondition}. */
  public enum PreconditionKind {
    ABSENT,
    EXISTS,
    VERSION,
    FIELDS
  }

  /** Whether a write sent twice has one effect. */
  public enum Idempotency {
    /** Its key or precondition makes it so. */
    NATURAL,
    /** The system remembers the write's id. */
    REMEMBERED,
    NONE
  }

  /**
   * What one job carries.
   *
   * @param leastRows fewer writes are not worth a job
   * @param mostRows the most writes of one job
   * @param mostBytes about how many bytes of values the writes of one job may have
   */
  public record Bulk(int leastRows, int mostRows, long mostBytes) {
    public Bulk {
      if (leastRows < 1) {
        throw new IllegalArgumentException("must be >= 1: leastRows=" + leastRows);
      }
      if (mostRows < leastRows) {
        throw new IllegalArgumentException(
            "must be >= leastRows: mostRows=" + mostRows + " leastRows=" + leastRows);
      }
      if (mostBytes < 1) {
        throw new IllegalArgumentException("must be >= 1: mostBytes=" + mostBytes);
      }
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts from a dataset that can do nothing but be read by key, one row at a time. */
  public static final class Builder {

    private Feed feed = Feed.NONE;
    private Deletes deletes = Deletes.NEVER;
    private Versions versions = Versions.NONE;
    private final Set<PreconditionKind> preconditions = EnumSet.noneOf(PreconditionKind.class);
    private boolean comparesBeforeWrite;
    private final Set<WriteKind> writes = EnumSet.noneOf(WriteKind.class);
    private int maxBatchRows = 1;
    private boolean atomicBatch;
    private Idempotency idempotency = Idempotency.NONE;
    private Optional<Duration> remembersFor = Optional.empty();
    private Set<String> apart = Set.of();
    private boolean keysAssigned;
    private Duration readAfterWrite = Duration.ZERO;
    private boolean reportsShown;
    private Optional<Duration> retention = Optional.empty();
    private Optional<Bulk> bulk = Optional.empty();

    private Builder() {}

    public Builder feed(Feed value) {
      feed = value;
      return this;
    }

    public Builder deletes(Deletes value) {
      deletes = value;
      return this;
    }

    public Builder versions(Versions value) {
      versions = value;
      return this;
    }

    public Builder preconditions(PreconditionKind... values) {
      preconditions.addAll(Set.of(values));
      return this;
    }

    public Builder comparesBeforeWrite() {
      comparesBeforeWrite = true;
      return this;
    }

    public Builder writes(WriteKind... values) {
      writes.addAll(Set.of(values));
      return this;
    }

    public Builder maxBatchRows(int value) {
      maxBatchRows = value;
      return this;
    }

    public Builder atomicBatch() {
      atomicBatch = true;
      return this;
    }

    public Builder idempotency(Idempotency value) {
      idempotency = value;
      return this;
    }

    public Builder remembersFor(Duration value) {
      remembersFor = Optional.of(value);
      return this;
    }

    public Builder apart(Set<String> fields) {
      apart = fields;
      return this;
    }

    public Builder keysAssigned() {
      keysAssigned = true;
      return this;
    }

    public Builder readAfterWrite(Duration value) {
      readAfterWrite = value;
      return this;
    }

    public Builder reportsShown() {
      reportsShown = true;
      return this;
    }

    public Builder retention(Duration value) {
      retention = Optional.of(value);
      return this;
    }

    public Builder bulk(Bulk value) {
      bulk = Optional.of(value);
      return this;
    }

    public Capabilities build() {
      return new Capabilities(
          feed,
          deletes,
          versions,
          preconditions,
          comparesBeforeWrite,
          writes,
          maxBatchRows,
          atomicBatch,
          idempotency,
          remembersFor,
          apart,
          keysAssigned,
          readAfterWrite,
          reportsShown,
          retention,
          bulk);
    }
  }
}
