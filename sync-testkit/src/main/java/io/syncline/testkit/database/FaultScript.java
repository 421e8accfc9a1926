package io.syncline.testkit.database;

import io.syncline.testkit.database.JdbcFault.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which fault comes when. Thread-safe. */
final class FaultScript {

  private final List<Entry> entries = new ArrayList<>();
  private Optional<SplittableRandom> random = Optional.empty();
  private double share;
  private boolean readOnly;
  private long struck;

  /** A fault, and how many of its chances go by before it. */
  private static final class Entry {
    private final JdbcFault fault;
    private int left;

    Entry(JdbcFault fault, int left) {
      this.fault = fault;
      this.left = left;
    }
  }

  synchronized void add(JdbcFault fault, int after) {
    if (after < 0) {
      throw new IllegalArgumentException("must be >= 0: after=" + after);
    }
    entries.add(new Entry(fault, after));
  }

  synchronized void byChance(long seed, double share) {
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("must be in 0..1: share=" + share);
    }
    this.random = Optional.of(new SplittableRandom(seed));
    this.share = share;
  }

  synchronized void readOnly(boolean from) {
    readOnly = from;
  }

  synchronized void clear() {
    entries.clear();
    random = Optional.empty();
    readOnly = false;
  }

  synchronized long struck() {
    return struck;
  }

  /** How many rows of a batch are done before it stops; empty: none stops. */
  synchronized Optional<Integer> batchStop() {
    return entries.stream()
        .filter(entry -> entry.fault == JdbcFault.BATCH_STOPPED)
        .findFirst()
        .map(entry -> entry.left);
  }

  synchronized void batchStopped() {
    entries.stream()
        .filter(entry -> entry.fault == JdbcFault.BATCH_STOPPED)
        .findFirst()
        .ifPresent(entries::remove);
    struck++;
  }

  /** What happens at this chance, the next of its kind. */
  synchronized Optional<JdbcFault> at(Chance chance) {
    Optional<JdbcFault> fault =
        chance == Chance.WRITE && readOnly
            ? Optional.of(JdbcFault.READ_ONLY)
            : told(chance).or(() -> drawn(chance));
    struck += fault.isPresent() ? 1 : 0;
    return fault;
  }

  private Optional<JdbcFault> told(Chance chance) {
    Optional<Entry> due = Optional.empty();
    for (Entry entry : entries) {
      if (entry.fault.chance == chance && due.isEmpty()) {
        if (entry.left == 0) {
          due = Optional.of(entry);
        }
        entry.left--;
      }
    }
    due.ifPresent(entries::remove);
    return due.map(entry -> entry.fault);
  }

  private Optional<JdbcFault> drawn(Chance chance) {
    List<JdbcFault> possible = JdbcFault.of(chance);
    return random
        .filter(each -> each.nextDouble() < share)
        .map(each -> possible.get(each.nextInt(possible.size())));
  }
}
