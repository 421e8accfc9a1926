package io.syncline.spi;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one write. Every adapter answers each write with exactly one of these, in order.
 */
public sealed interface WriteOutcome {

  <T> T match(Cases<T> cases);

  /**
   * Done, by this write or by an earlier sending of it.
   *
   * @param version the version that this very write made; empty where the system does not tell
   * @param shown what the record shows of the native fields now, read together with the write
   */
  record Applied(NativeKey key, Optional<Version> version, Optional<Row> shown)
      implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.applied(this);
    }
  }

  /** A repeat that found its own result in place. */
  record Unchanged(NativeKey key, Optional<Version> version) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unchanged(this);
    }
  }

  /** The precondition did not hold: somebody changed the record since it was read. */
  record Stale(Optional<Image> current) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.stale(this);
    }
  }

  /** There is no such record to update. */
  record Missing() implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.missing(this);
    }
  }

  /** There is one already that stands in the way of a create; {@code key} names it where known. */
  record Duplicate(Optional<NativeKey> key, String reason) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.duplicate(this);
    }
  }

  /** The system refuses the data. {@code errors} may be empty: then the whole record is meant. */
  record Rejected(String code, String message, List<FieldError> errors) implements WriteOutcome {
    public Rejected {
      errors = List.copyOf(errors);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.rejected(this);
    }
  }

  /** Waits for something else: a parent that is not there yet, a locked row. */
  record Blocked(String on) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.blocked(this);
    }
  }

  /** A rate limit: nothing that draws on {@code budget} is sent before {@code until}. */
  record Throttled(Instant until, String budget) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.throttled(this);
    }
  }

  /** Nothing happened; it may be repeated as it is. */
  record Unavailable(Duration after, String cause) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unavailable(this);
    }
  }

  /** It was sent, and the answer was lost. */
  record Unknown(String cause) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unknown(this);
    }
  }

  /**
   * The system took it and decides later: the same write is to be sent again, until it is answered
   * otherwise. Only for a system that remembers the ids of writes.
   *
   * @param request what the system knows it by, for people
   */
  record Accepted(String request) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.accepted(this);
    }
  }

  /** We may not write this record. */
  record Denied(String scope) implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.denied(this);
    }
  }

  /** The batch stopped before it. */
  record NotAttempted() implements WriteOutcome {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.notAttempted(this);
    }
  }

  /** What is wrong with one native field. */
  record FieldError(String field, String message) {}

  /** One answer per case. */
  interface Cases<T> {
    T applied(Applied outcome);

    T unchanged(Unchanged outcome);

    T stale(Stale outcome);

    T missing(Missing outcome);

    T duplicate(Duplicate outcome);

    T rejected(Rejected outcome);

    T blocked(Blocked outcome);

    T throttled(Throttled outcome);

    T unavailable(Unavailable outcome);

    T unknown(Unknown outcome);

    T accepted(Accepted outcome);

    T denied(Denied outcome);

    T notAttempted(NotAttempted outcome);
  }
}
