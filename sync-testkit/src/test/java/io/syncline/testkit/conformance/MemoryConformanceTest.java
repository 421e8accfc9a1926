package io.syncline.testkit.conformance;

import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import org.junit.jupiter.api.Nested;

/** The system in memory keeps what an adapter owes, in each of its ways to work. */
class MemoryConformanceTest {

  @Nested
  class Polling extends AdapterContract {
    @Override
    protected Subject subject() {
      return new OpenedBySettings("memory, polling", MemorySubject::typed);
    }
  }

  @Nested
  class Log extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, log",
          shape ->
              MemorySubject.typed(shape)
                  .callerKey("id")
                  .feed(Feed.LOG)
                  .versions(Versions.OPAQUE)
                  .reportsShown()
                  .tellsTime());
    }
  }

  @Nested
  class SnapshotOnly extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, snapshot only",
          shape ->
              MemorySubject.typed(shape)
                  .feed(Feed.SNAPSHOT_ONLY)
                  .versions(Versions.NONE)
                  .preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS)
                  .idempotency(Idempotency.NATURAL));
    }
  }

  @Nested
  class Jobs extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, jobs",
          shape -> MemorySubject.typed(shape).idempotency(Idempotency.NATURAL).jobs(2, 5));
    }
  }

  @Nested
  class Calls extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, calls us",
          shape -> MemorySubject.calling(shape).idempotency(Idempotency.NATURAL));
    }
  }

  @Nested
  class Hints extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, hints",
          shape -> MemorySubject.typed(shape).hintsOnly().idempotency(Idempotency.NONE));
    }
  }

  @Nested
  class WithoutTombstones extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, without tombstones",
          shape -> MemorySubject.typed(shape).withoutTombstones().idempotency(Idempotency.NATURAL));
    }
  }

  @Nested
  class ByDigest extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MemorySubject(
          "memory, by digest",
          shape -> MemorySubject.typed(shape).feed(Feed.SNAPSHOT_ONLY).digests().reportsShown());
    }
  }
}
