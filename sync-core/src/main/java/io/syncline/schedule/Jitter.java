package io.syncline.schedule;

import java.time.Duration;
import java.time.Instant;

/** By how much a time is put off. No chance: the same time of the same flow, by the same. */
final class Jitter {

  private Jitter() {}

  static Duration of(Duration most, Instant time, long seed) {
    long nanos = most.toNanos();
    return nanos == 0
        ? Duration.ZERO
        : Duration.ofNanos(
            Math.floorMod(mix(seed ^ mix(time.getEpochSecond() ^ time.getNano())), nanos));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
