package io.syncline.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the processes that have a hub's store open. Matters where the store is shared: one
 * instance at a time works, the others stand by.
 *
 * @param name what the others' reports call it
 * @param lease how long the others wait for a sign of life of it before they take over; it gives
 *     three in that time
 */
public record Instance(String name, Duration lease) {

  /** Long enough for a pause of the garbage collector, or a database that is restarted. */
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  private static final int BEATS = 3;

  public Instance {
    if (name.isBlank()) {
      throw new IllegalArgumentException("must have a name: instance=" + name);
    }
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("must be positive: lease=" + lease);
    }
  }

  /** Named after this process and, where its environment tells, its host. */
  public static Instance ofThisProcess() {
    String host =
        Stream.of("HOSTNAME", "COMPUTERNAME")
            .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
            .findFirst()
            .orElse("this host");
    return new Instance("process " + ProcessHandle.current().pid() + " of " + host, DEFAULT_LEASE);
  }

  public Instance withName(String other) {
    return new Instance(other, lease);
  }

  public Instance withLease(Duration time) {
    return new Instance(name, time);
  }

  /** From one sign of life to the next, and from one look at another's lease to the next. */
  Duration beat() {
    return lease.dividedBy(BEATS);
  }
}
