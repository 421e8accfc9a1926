package io.syncline.http.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an answer that is no success means. */
public enum Verdict {
  AUTH_FAILED,
  /** Of feeds and listings only; for other calls the rule does not apply. */
  CURSOR_EXPIRED,
  THROTTLED,
  /** Nothing happened. */
  UNAVAILABLE,
  /** It may have happened. */
  UNKNOWN,
  STALE,
  MISSING,
  /** The record goes by another key; of reads by key only. */
  MOVED,
  DUPLICATE,
  BLOCKED,
  DENIED,
  REJECTED;

  /** As manifests spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Verdict::word).toList();
  }

  static Optional<Verdict> of(String word) {
    return Arrays.stream(values()).filter(verdict -> verdict.word().equals(word)).findFirst();
  }
}
