package io.syncline.http.budget;

import io.syncline.http.client.Deadline;
import io.syncline.http.ledger.Entry;
import io.syncline.http.ledger.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What this process may use of a shared limit, and what it did not use in time. Each is for the
 * time of its slot, and never used after it; a write may use what was given for reads, but not the
 * other way round. Guarded as {@link Gate} is.
 */
final class Permits {

  private final List<Lease> leases = new ArrayList<>();
  private final Map<Long, Entry> unused = new HashMap<>();

  /** Some of one slot. */
  private static final class Lease {
    private final long slot;
    private final Use use;
    private final Deadline begins;
    private final Deadline ends;
    private long left;

    Lease(long slot, Use use, Deadline begins, Deadline ends, long left) {
      this.slot = slot;
      this.use = use;
      this.begins = begins;
      this.ends = ends;
      this.left = left;
    }

    boolean serves(Use wanted) {
      return wanted == Use.WRITE || use == Use.READ;
    }

    Entry rest() {
      return new Entry(slot, left, use == Use.READ ? left : 0);
    }
  }

  /**
   * Takes what was given.
   *
   * @param since how long ago the claim was sent, at most
   * @param longest how long it may be used at the most
   */
  void add(Grant grant, Duration since, Duration longest) {
    Duration left = grant.ends().minus(since);
    Deadline ends = Deadline.in(left.compareTo(longest) > 0 ? longest.plus(grant.begins()) : left);
    Deadline begins = Deadline.in(grant.begins());
    add(new Lease(grant.end(), Use.WRITE, begins, ends, grant.writes()));
    add(new Lease(grant.end(), Use.READ, begins, ends, grant.reads()));
  }

  private void add(Lease lease) {
    if (lease.left > 0) {
      leases.add(lease);
    }
  }

  /** Lays aside what is past its time. */
  void settle() {
    layAside(lease -> lease.ends.isOver());
  }

  boolean cover(Demand demand) {
    return left(demand.use(), lease -> lease.begins.isOver()) >= demand.cost();
  }

  /** How long until it may be used; empty: more is needed. */
  Optional<Duration> coming(Demand demand) {
    return left(demand.use(), lease -> true) >= demand.cost()
        ? leases.stream().map(lease -> lease.begins.remaining()).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private long left(Use use, Predicate<Lease> which) {
    return leases.stream()
        .filter(lease -> lease.serves(use))
        .filter(which)
        .mapToLong(lease -> lease.left)
        .sum();
  }

  /** Uses what {@link #cover} has seen, that for writes first, and of each kind what ends first. */
  void take(Demand demand) {
    long needed = demand.cost();
    leases.sort(
        Comparator.comparing((Lease lease) -> lease.use == Use.READ)
            .thenComparing(lease -> lease.ends));
    for (Lease lease : leases) {
      if (lease.serves(demand.use()) && lease.begins.isOver()) {
        long taken = Math.min(needed, lease.left);
        lease.left -= taken;
        needed -= taken;
      }
    }
    leases.removeIf(lease -> lease.left == 0);
  }

  /** Tells once what was not used in time. */
  List<Entry> unused() {
    List<Entry> told = List.copyOf(unused.values());
    unused.clear();
    return told;
  }

  /** Nothing is used any more. */
  void layAside() {
    layAside(lease -> true);
  }

  private void layAside(Predicate<Lease> which) {
    for (Lease lease : leases) {
      if (which.test(lease)) {
        unused.merge(lease.slot, lease.rest(), Entry::plus);
      }
    }
    leases.removeIf(which);
  }
}
