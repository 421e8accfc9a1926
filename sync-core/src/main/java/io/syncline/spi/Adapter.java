package io.syncline.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One external system. Calls block, with a time limit; an adapter owns no threads, timers, cursors
 * or retries of writes. Thread-safe; facets of one dataset are used by one thread at a time.
 */
public interface Adapter extends AutoCloseable {

  /** Looks at the system without changing it; what is wrong is in the answer, not thrown. */
  Health probe(Probe depth, Duration within);

  /**
   * Which incarnation of the system is behind the connection; another name means that it was
   * restored, cloned or swapped. Asked before each run, so at the cost of one small call, or of
   * none.
   *
   * @return empty where it cannot tell
   * @throws AdapterException where it does not answer
   */
  default Optional<String> incarnation(Duration within) {
    return Optional.empty();
  }

  /** The names of the datasets there are to sync, as far as the system can tell. */
  List<String> datasets(Duration within);

  /**
   * One dataset, ready for use.
   *
   * @throws AdapterException.ConfigInvalid naming every fault of the spec, such as an unknown
   *     option
   */
  Dataset dataset(DatasetSpec spec);

  /**
   * Ends all work, from any thread. Calls that are running end as {@link
   * AdapterException.Cancelled} within {@code grace}. Closing twice is no error.
   */
  void close(Duration grace);

  @Override
  default void close() {
    close(Duration.ofSeconds(5));
  }

  /** How deep a probe looks. */
  enum Probe {
    /** Does it answer at all? */
    ALIVE,
    /** Are credentials and settings good? */
    CONFIG,
    /** May we do all that the datasets need? */
    DEEP
  }
}
