package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.Version;
import java.util.Optional;
import java.util.Set;

/** What became of the write in flight, as reconcile needs to know it. */
public sealed interface WriteResult {

  <T> T match(Cases<T> cases);

  /**
   * The system's record shows what was written.
   *
   * @param token the version of this very write, if the system told one
   * @param shown canonical values the system shows, if it reported them with the write
   */
  record Applied(Optional<Version> token, Optional<Row> shown) implements WriteResult {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.applied(this);
    }
  }

  /** Not done: the precondition did not hold. */
  record Stale() implements WriteResult {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.stale(this);
    }
  }

  /** Not done: there is no such record. */
  record Missing() implements WriteResult {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.missing(this);
    }
  }

  /** Not done: such a record exists already. */
  record Duplicate() implements WriteResult {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.duplicate(this);
    }
  }

  /**
   * Not done: the system refuses these values.
   *
   * @param reason what the system said, for people
   * @param registers the registers it refuses; empty, or none that was written: the whole write
   */
  record Rejected(String reason, Set<String> registers) implements WriteResult {
    public Rejected {
      registers = Set.copyOf(registers);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.rejected(this);
    }
  }

  /** Nothing happened: not attempted, throttled, blocked. To be planned anew later. */
  record Unavailable() implements WriteResult {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unavailable(this);
    }
  }

  /** Nobody knows: a crash or a time-out. The same write is to be sent again. */
  record Unknown() implements WriteResult {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unknown(this);
    }
  }

  /** One answer for each result. */
  interface Cases<T> {
    T applied(Applied result);

    T stale(Stale result);

    T missing(Missing result);

    T duplicate(Duplicate result);

    T rejected(Rejected result);

    T unavailable(Unavailable result);

    T unknown(Unknown result);
  }
}
