package io.syncline.http.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One row of the table.
 *
 * @param version changes with every change
 * @param pausedUntil in milliseconds since 1970 by the database's clock
 * @param entries ordered by their ends
 */
record Account(long version, long pausedUntil, List<Entry> entries) {

  static final Account EMPTY = new Account(0, 0, List.of());

  /** A longer pause was set by a clock that was put back since. */
  private static final long LONGEST_PAUSE = Duration.ofHours(25).toMillis();

  Account {
    entries = List.copyOf(entries);
  }

  static Account parse(long version, long pausedUntil, String sheet) {
    return new Account(
        version,
        pausedUntil,
        sheet.isEmpty() ? List.of() : Arrays.stream(sheet.split(",")).map(Entry::parse).toList());
  }

  String sheet() {
    return entries.stream().map(Entry::toString).collect(Collectors.joining(","));
  }

  /**
   * @param account as it is then; of the same version where nothing is to be written
   */
  record Settled(Account account, Grant grant) {}

  /** What becomes of a claim; a function of these alone. */
  Settled settle(Claim claim, long now) {
    Slots slots = claim.slots();
    long begin = slots.begin(now + claim.ahead().toMillis());
    long end = slots.end(begin);
    List<Entry> counting = counting(slots, now, claim.unused());
    long paused = paused(now, claim.pause());
    long writes = 0;
    long reads = 0;
    if (paused <= now) {
      writes =
          room(claim, claim.writes(), claim.limit(), taken(counting, begin, slots, Entry::all));
      counting = with(counting, new Entry(end, writes, 0));
      reads =
          Math.min(
              room(claim, claim.reads(), claim.limit(), taken(counting, begin, slots, Entry::all)),
              room(
                  claim,
                  claim.reads(),
                  claim.readLimit(),
                  taken(counting, begin, slots, Entry::reads)));
      counting = with(counting, new Entry(end, reads, reads));
    }
    boolean changed =
        writes + reads > 0 || !claim.unused().isEmpty() || paused > Math.max(now, pausedUntil);
    Grant grant =
        new Grant(
            end,
            writes,
            reads,
            Duration.ofMillis(Math.max(0, begin - now)),
            Duration.ofMillis(end - now),
            Duration.ofMillis(
                writes > 0
                    ? 0
                    : full(counting, claim.writes(), claim.limit(), slots, now, Entry::all)),
            Duration.ofMillis(
                reads > 0
                    ? 0
                    : Math.max(
                        full(counting, claim.reads(), claim.limit(), slots, now, Entry::all),
                        full(
                            counting, claim.reads(), claim.readLimit(), slots, now, Entry::reads))),
            Duration.ofMillis(Math.max(0, paused - now)));
    return new Settled(changed ? new Account(version + 1, paused, counting) : this, grant);
  }

  private long paused(long now, Duration pause) {
    long known = pausedUntil > now + LONGEST_PAUSE ? 0 : pausedUntil;
    return pause.isZero() ? known : Math.max(known, now + pause.toMillis());
  }

  /** Without what is past, what was not used, and what a clock that was put back has before it. */
  private List<Entry> counting(Slots slots, long now, List<Entry> unused) {
    long begin = slots.begin(now);
    long furthest = slots.end(slots.begin(now + Claim.MOST_AHEAD.toMillis()));
    List<Entry> counting = new ArrayList<>();
    for (Entry entry : entries) {
      Entry used = entry;
      for (Entry each : unused) {
        used = each.end() == entry.end() ? used.minus(each) : used;
      }
      if (used.all() > 0 && slots.counts(used.end(), begin) && used.end() <= furthest) {
        counting.add(used);
      }
    }
    return counting;
  }

  private static long taken(
      List<Entry> entries, long begin, Slots slots, ToLongFunction<Entry> part) {
    return entries.stream().filter(entry -> slots.counts(entry.end(), begin)).mapToLong(part).sum();
  }

  /** How much is given of one limit; what needs more than the whole goes alone. */
  private static long room(Claim claim, int needed, int limit, long taken) {
    if (needed == 0 || (taken + needed > limit && taken > 0)) {
      return 0;
    }
    long left = Math.max(needed, limit - taken);
    return Math.min(left, Math.max(needed, claim.slots().slice(claim.limit(), left)));
  }

  private static long full(
      List<Entry> entries,
      int needed,
      int limit,
      Slots slots,
      long now,
      ToLongFunction<Entry> part) {
    long excess = entries.stream().mapToLong(part).sum() + needed - limit;
    long free = now;
    for (Entry entry : entries) {
      if (excess <= 0 || needed == 0) {
        break;
      }
      excess -= part.applyAsLong(entry);
      free = Math.max(now, slots.free(entry.end()));
    }
    return free - now;
  }

  private static List<Entry> with(List<Entry> entries, Entry more) {
    if (more.all() == 0) {
      return entries;
    }
    List<Entry> all = new ArrayList<>();
    Entry sum = more;
    for (Entry entry : entries) {
      if (entry.end() == more.end()) {
        sum = sum.plus(entry);
      } else {
        all.add(entry);
      }
    }
    all.add(sum);
    all.sort(Comparator.comparingLong(Entry::end));
    return all;
  }
}
