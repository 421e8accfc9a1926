package io.syncline.benchmarks;

import java.util.Optional;

/** What is measured, in this order. */
enum Work {
  COPY("floor: plain COPY into an empty table"),
  INITIAL("initial sync into an empty table"),
  UPSERT("floor: update, COPY and upsert"),
  UPDATE("update and sync"),
  BOTH("both sides changed, and sync"),
  NOTHING("sync with nothing to do");

  private final String title;

  Work(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The least that the same work can cost; empty for what has none. */
  Optional<Work> floor() {
    return switch (this) {
      case COPY, INITIAL -> Optional.of(COPY);
      case UPSERT, UPDATE -> Optional.of(UPSERT);
      case BOTH, NOTHING -> Optional.empty();
    };
  }
}
