package io.syncline.testkit.conformance;

import java.util.Objects;
import java.util.Optional;

/** One promise of an adapter, and the scenario that shows whether it is kept. */
public final class Rule {

  /** Throws an {@link AssertionError} where the rule is broken. */
  @FunctionalInterface
  interface Scenario {
    void play(Bench bench);
  }

  /** Why a rule of several threads is never the same twice. */
  static final String THREADS = "its threads meet otherwise each time";

  private final String id;
  private final Need need;
  private final String words;
  private final Scenario scenario;
  private final Optional<String> onlyLive;

  private Rule(String id, Need need, String words, Scenario scenario, Optional<String> onlyLive) {
    this.id = id;
    this.need = need;
    this.words = words;
    this.scenario = scenario;
    this.onlyLive = onlyLive;
  }

  static Rule required(String id, String words, Scenario scenario) {
    return new Rule(id, Need.REQUIRED, words, scenario, Optional.empty());
  }

  static Rule optional(String id, String words, Scenario scenario) {
    return new Rule(id, Need.OPTIONAL, words, scenario, Optional.empty());
  }

  /** A rule that nothing in this version of the SPI can show. */
  static Rule without(String id, Need need, String words, String lacks) {
    return new Rule(
        id,
        need,
        words,
        bench -> {
          throw Skipped.because(lacks);
        },
        Optional.empty());
  }

  /** The same rule, which no recording can show, for this reason. */
  Rule onlyLive(String why) {
    return new Rule(id, need, words, scenario, Optional.of(why));
  }

  /** Why no recording can show it; empty: one can. */
  Optional<String> onlyLive() {
    return onlyLive;
  }

  /** Such as {@code CF-03}. */
  public String id() {
    return id;
  }

  public Need need() {
    return need;
  }

  /** The promise, in one sentence. */
  public String words() {
    return words;
  }

  /** The letters of its id: rules of one topic share them. */
  public String topic() {
    return id.substring(0, 2);
  }

  void play(Bench bench) {
    scenario.play(bench);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rule that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id);
  }

  /** As in the names of the tests. */
  @Override
  public String toString() {
    return id + " " + words;
  }
}
