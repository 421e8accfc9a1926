package io.syncline.testkit.conformance;

import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a hub may rely on: what is declared, as far as the rules did not refute it. */
final class Level {

  private final Set<String> kept;
  private final Set<String> broken;
  private final List<String> words = new ArrayList<>();

  private Level(List<Finding> findings) {
    kept = ids(findings, Set.of(Result.PASSED));
    broken = ids(findings, Set.of(Result.FAILED, Result.DEVIATES));
  }

  static List<String> of(Capabilities can, List<Finding> findings) {
    Level level = new Level(findings);
    level.changes(can);
    level.writes(can);
    return level.words;
  }

  private static Set<String> ids(List<Finding> findings, Set<Result> results) {
    return findings.stream()
        .filter(finding -> results.contains(finding.result()))
        .map(finding -> finding.rule().id())
        .collect(Collectors.toSet());
  }

  private void changes(Capabilities can) {
    boolean hasFeed = can.feed() == Feed.POLLING || can.feed() == Feed.LOG;
    say(
        hasFeed ? "finds changes by its feed: " + can.feed() : "finds changes by listing all",
        hasFeed ? List.of("CF-01", "CF-02", "CF-05", "CF-06", "CF-15") : List.of("SN-01"));
    if (hasFeed) {
      say("misses nothing that is committed late", List.of("CF-07", "CF-08"));
      say(
          "says when its feed has forgotten"
              + can.retention().map(time -> ", at the latest after " + time).orElse(""),
          List.of("CF-09"));
    }
    say(
        can.deletes() == Deletes.COMPLETE_SCAN
            ? "finds deletes by a complete listing"
            : "finds deletes by " + can.deletes(),
        List.of(hasFeed ? "CF-02" : "SN-01", "SN-05"));
    if (can.versions() != Versions.NONE) {
      say("has versions: " + can.versions(), List.of("CL-11"));
    }
  }

  private void writes(Capabilities can) {
    if (can.writes().isEmpty()) {
      words.add("is not written");
      return;
    }
    String condition =
        can.preconditions().contains(PreconditionKind.VERSION) ? "the version" : "old values";
    if (can.comparesBeforeWrite()) {
      say(
          "compares " + condition + " before it writes, and writes over what is changed in between",
          List.of("WR-04"));
    } else {
      say("writes on condition of " + condition, List.of("WR-03", "WR-04"));
    }
    say(
        can.idempotency() == Idempotency.NONE
            ? "does a create that is sent twice twice"
            : "does a write that is sent twice once: "
                + can.idempotency()
                + can.remembersFor().map(time -> " for " + time).orElse(""),
        can.idempotency() == Idempotency.NONE ? List.of() : List.of("WR-06", "WR-07"));
    say("loses no write with its answer", List.of("WR-14"));
    say("never alters a value", List.of("SC-04", "WR-10"));
  }

  private void say(String what, List<String> rules) {
    List<String> refuted = rules.stream().filter(broken::contains).toList();
    List<String> open =
        rules.stream().filter(rule -> !kept.contains(rule) && !broken.contains(rule)).toList();
    if (!refuted.isEmpty()) {
      words.add("NOT: " + what + " (broken: " + String.join(", ", refuted) + ")");
    } else {
      words.add(what + (open.isEmpty() ? "" : " (not shown: " + String.join(", ", open) + ")"));
    }
  }
}
