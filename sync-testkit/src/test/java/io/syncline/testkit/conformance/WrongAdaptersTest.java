package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the adapter that breaks it. */
class WrongAdaptersTest {

  private static final Map<String, Subject> WRONG = WrongAdapters.all();

  /** Rules that nobody can break yet, since nothing can show them. */
  private static final String NOTHING_SHOWS = "in this version|a process of its own";

  /** The topic whose rules hold only where those of the others do. */
  private static final String SUMS_UP = "QU";

  /** Rules of other topics that the fault breaks, too. */
  private static final Map<String, Set<String>> ALSO =
      // a writer that clears what is absent does so whatever the names of the fields are
      Map.of("WR-05", Set.of("SC-05"));

  static Stream<String> rules() {
    return WRONG.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFaultBreaksItsRuleAndNoOtherTopic(String rule) {
    Conformance suite = Conformance.of(WRONG.get(rule));

    Report report = suite.run();

    Set<String> broken = new TreeSet<>();
    report.findings().stream()
        .filter(finding -> finding.result() == Result.FAILED)
        .forEach(finding -> broken.add(finding.rule().id()));
    assertThat(broken).as(report.toMarkdown()).contains(rule);
    broken.removeIf(id -> id.startsWith(rule.substring(0, 2)));
    broken.removeIf(id -> id.startsWith(SUMS_UP));
    broken.removeAll(ALSO.getOrDefault(rule, Set.of()));
    assertThat(broken).as("rules of other topics that fail with %s", rule).isEmpty();
  }

  @Test
  void everyRuleThatCanBeShownHasItsFault() {
    Report right = Conformance.of(new OpenedBySettings("right", MemorySubject::typed)).run();

    assertThat(
            right.findings().stream()
                .filter(
                    finding ->
                        finding.result() != Result.SKIPPED
                            || !finding.reason().matches(".*(" + NOTHING_SHOWS + ").*"))
                .map(finding -> finding.rule().id()))
        .isSubsetOf(WRONG.keySet());
  }
}
