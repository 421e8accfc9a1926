package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the adapter that breaks it. */
@Tag("once")
class WrongAdaptersTest {

  private static final Map<String, Wrong> WRONG = WrongAdapters.all();

  /** Rules that nobody can break yet, since nothing can show them. */
  private static final String NOTHING_SHOWS =
      "in this version|a table in memory has a process of its own";

  /** The topic whose rules hold only where those of the others do. */
  private static final String SUMS_UP = "QU";

  /** Rules that the fault may break beside its own, since they rest on that. */
  private static final Map<String, Set<String>> ALSO =
      Map.ofEntries(
          // such a provider is not the one that is registered
          Map.entry("CL-02", Set.of("CL-01")),
          Map.entry("CL-03", Set.of("CL-01")),
          Map.entry("RD-01", Set.of("RD-02")),
          Map.entry("SN-01", Set.of("SN-05")),
          Map.entry("CF-01", Set.of("CF-06")),
          Map.entry("CF-02", Set.of("CF-15")),
          Map.entry("CF-03", Set.of("CF-06")),
          Map.entry("CF-05", Set.of("CF-15")),
          Map.entry("CF-06", Set.of("CF-08", "CF-15")),
          Map.entry("CF-08", Set.of("CF-06")),
          // large fields are written in a batch of which one write waits
          Map.entry("WR-01", Set.of("LO-03")),
          Map.entry("WR-02", Set.of("LO-03")),
          Map.entry("WR-12", Set.of("LO-03")),
          Map.entry("WR-04", Set.of("WR-03")),
          // a writer that clears what is absent does so whatever the names of the fields are
          Map.entry("WR-05", Set.of("SC-05")),
          Map.entry("WR-06", Set.of("WR-07", "WR-14")),
          Map.entry("WR-09", Set.of("WR-01")));

  private static final Map<String, Set<String>> FOUND = new TreeMap<>();

  static Stream<String> rules() {
    return WRONG.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFaultBreaksItsRuleAndNoOther(String rule) {
    Conformance suite = Conformance.of(WRONG.get(rule).subject());
    suite.rules().stream()
        .filter(each -> !each.topic().equals(SUMS_UP) || rule.startsWith(SUMS_UP))
        .forEach(suite::check);
    Report report = suite.report();

    Set<String> broken = broken(report);
    FOUND.put(rule, broken);
    assertThat(broken).as(report.toMarkdown()).contains(rule);
    Set<String> others = new TreeSet<>(broken);
    others.remove(rule);
    others.removeIf(id -> id.startsWith(SUMS_UP));
    assertThat(others)
        .as("rules that fail beside %s:%n%s", rule, report.toMarkdown())
        .isSubsetOf(ALSO.getOrDefault(rule, Set.of()));
  }

  private static Set<String> broken(Report report) {
    Set<String> broken = new TreeSet<>();
    report.findings().stream()
        .filter(finding -> finding.result() == Result.FAILED)
        .forEach(finding -> broken.add(finding.rule().id()));
    return broken;
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

  @AfterAll
  static void keepTheTable() {
    if (!FOUND.keySet().equals(WRONG.keySet())) {
      return; // only some of them were run
    }
    StringBuilder table = new StringBuilder("# Wrong on purpose\n\n");
    table.append(
        "For each rule that can be shown, an adapter that breaks it, and what finds it.\n");
    table.append("Rules of QU sum up the others, and are played with their own only.\n\n");
    table.append(
        "| rule | the adapter | caught by | may also break |\n| --- | --- | --- | --- |\n");
    for (Rule rule : Rules.all()) {
      String id = rule.id();
      if (WRONG.containsKey(id)) {
        boolean caught = FOUND.get(id).contains(id);
        table.append("| ").append(rule).append(" | ").append(WRONG.get(id).words());
        table.append(" | ").append(caught ? id : "nothing").append(" | ");
        table.append(String.join(", ", new TreeSet<>(ALSO.getOrDefault(id, Set.of()))));
        table.append(" |\n");
      }
    }
    KeptTable.named("wrong-on-purpose").ifPresent(kept -> kept.check(table.toString()));
  }
}
