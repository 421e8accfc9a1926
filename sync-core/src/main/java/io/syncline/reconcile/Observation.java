package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an adapter reports of one native record: that it looks like this, in whole or in part, or
 * that it is gone.
 *
 * @param row the canonical fields it shows; what it does not mention is left alone. Empty: the
 *     record is gone
 * @param version the system's version of this image, if it told one
 * @param readBegan the hub's count when the read began that brought this; empty for what a feed
 *     pushed
 * @param timeMicros when the system says the edit was made, microseconds since 1970 UTC, if it told
 * @param alone the caller's word that no other read of this record is under way: none has begun
 *     whose observation was not taken in. An echo then leaves the state as it is, so that it need
 *     not be stored
 * @param unversioned whether its source tells no versions, though reads by key of that system do.
 *     Where it shows what is known, the version that is known stays; a read that is owed for
 *     another one stays owed
 */
public record Observation(
    Optional<Row> row,
    Optional<Version> version,
    OptionalLong readBegan,
    OptionalLong timeMicros,
    boolean alone,
    boolean unversioned) {

  private static final Observation GONE =
      new Observation(
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          false,
          false);

  /** The record shows these canonical fields. */
  public static Observation of(Row row) {
    return new Observation(
        Optional.of(row),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        false);
  }

  /** The record does not exist. */
  public static Observation gone() {
    return GONE;
  }

  public Observation version(Version told) {
    return new Observation(row, Optional.of(told), readBegan, timeMicros, alone, unversioned);
  }

  public Observation read(long began) {
    return new Observation(row, version, OptionalLong.of(began), timeMicros, alone, unversioned);
  }

  /** With the time the source tells, exactly as it is; see {@link #edited(Instant, Instant)}. */
  public Observation timeMicros(long told) {
    return new Observation(row, version, readBegan, OptionalLong.of(told), alone, unversioned);
  }

  /**
   * With the time the source tells, but none that lies in the hub's future: a clock that runs ahead
   * would win over every later edit.
   *
   * @param told when the system says the edit was made
   * @param now the hub's own time
   */
  public Observation edited(Instant told, Instant now) {
    Instant time = told.isAfter(now) ? now : told;
    return timeMicros(ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }

  /** With the caller's word that no other read of this record is under way. */
  public Observation whileNoOtherRead() {
    return new Observation(row, version, readBegan, timeMicros, true, unversioned);
  }

  /** From a source that tells no versions, though reads by key of that system do. */
  public Observation fromUnversioned() {
    return new Observation(row, version, readBegan, timeMicros, alone, true);
  }
}
