package io.syncline.benchmarks.whole;

import io.syncline.diff.range.Way;
import java.util.Optional;

/** What is measured, in the order in which it runs. */
enum Contestant {
  COPY("two raw COPY scans, thrown away", "64m", Kind.LIMIT),
  ORDERED_COPY("the same, by key", "64m", Kind.LIMIT),
  FULL_MERGE("binary COPY by key, merged", "64m", Kind.OURS),
  SCAN_ORDER("binary COPY as rows lie, the rest joined", "64m", Kind.OURS),
  ROW_DIGESTS("key and row digest, then fetch", "64m", Kind.OURS),
  RANGE_DIGESTS("digests of ranges, then fetch", "64m", Kind.OURS),
  KEPT_BASE("one side against a kept base", "96m", Kind.OURS),
  PLANNED("what the planner chose", "64m", Kind.OURS),
  HAND_WRITTEN("JDBC cursors into maps, by hand", "4g", Kind.PEER),
  BISECTION("bisection by md5", "512m", Kind.PEER);

  /** What a contestant stands for. */
  enum Kind {
    LIMIT,
    OURS,
    PEER
  }

  private final String title;
  private final String heap;
  private final Kind kind;

  Contestant(String title, String heap, Kind kind) {
    this.title = title;
    this.heap = heap;
    this.kind = kind;
  }

  String title() {
    return title;
  }

  /** The most heap of the JVM that it runs in. */
  String heap() {
    return heap;
  }

  Kind kind() {
    return kind;
  }

  Job job() {
    return switch (this) {
      case COPY -> RawCopy.plain();
      case ORDERED_COPY -> RawCopy.ordered();
      case FULL_MERGE -> new EngineDiff(Optional.of(Way.FULL_MERGE));
      case SCAN_ORDER -> new EngineDiff(Optional.of(Way.SCAN_ORDER));
      case ROW_DIGESTS -> new EngineDiff(Optional.of(Way.ROW_DIGESTS));
      case RANGE_DIGESTS -> new EngineDiff(Optional.of(Way.RANGE_DIGESTS));
      case KEPT_BASE -> new KeptBaseDiff();
      case PLANNED -> new EngineDiff(Optional.empty());
      case HAND_WRITTEN -> new HandWritten();
      case BISECTION -> new Bisection();
    };
  }
}
