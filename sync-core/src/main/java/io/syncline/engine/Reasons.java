package io.syncline.engine;

import io.syncline.mapping.Reject;
import java.util.List;
import java.util.stream.Collectors;

/** Reasons in words, for people. */
final class Reasons {

  private Reasons() {}

  static String of(List<Reject> rejects) {
    return rejects.stream()
        .map(reject -> reject.field() + " " + reject.reason())
        .collect(Collectors.joining("; "));
  }
}
