package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTest {

  private static final String REASON = "a table in memory forgets nothing";

  /** A table in memory of which these things are said. */
  private static Subject said(Map<String, String> deviations, Map<String, String> inapplicable) {
    return new MemorySubject("said", MemorySubject::typed) {
      @Override
      public Map<String, String> deviations() {
        return deviations;
      }

      @Override
      public Map<String, String> inapplicable() {
        return inapplicable;
      }

      @Override
      public SideChannel behind() {
        throw new IllegalStateException("played");
      }
    };
  }

  private static Finding check(Conformance suite, String id) {
    Rule rule =
        suite.rules().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    return suite.check(rule);
  }

  @Test
  void aRuleThatIsInapplicableIsNotPlayedAndSkippedWithItsReason() {
    Conformance suite = Conformance.of(said(Map.of(), Map.of("CF-09", REASON)));

    Finding finding = check(suite, "CF-09");

    assertThat(finding.result()).isEqualTo(Result.SKIPPED);
    assertThat(finding.reason()).isEqualTo(REASON);
    assertThat(check(suite, "CF-01").reason()).contains("played");
    assertThat(suite.report().toMarkdown()).contains("| skipped | " + REASON + " |");
  }

  @Test
  void whatIsNoRuleCannotBeNamed() {
    assertThatThrownBy(() -> Conformance.of(said(Map.of(), Map.of("CF-99", REASON))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be the id of a rule: inapplicable=CF-99");
    assertThatThrownBy(() -> Conformance.of(said(Map.of("XX-01", REASON), Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be the id of a rule: deviation=XX-01");
  }

  @Test
  void aRuleThatDoesNotApplyCannotBeBroken() {
    assertThatThrownBy(() -> Conformance.of(said(Map.of("CF-09", REASON), Map.of("CF-09", REASON))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a deviation or inapplicable, not both: rule=CF-09");
  }

  @Test
  void aPropertySaysWhetherTheSuiteIsRecordedOrReplayed(@TempDir Path folder) {
    Subject subject = new MemorySubject("memory, of old", MemorySubject::typed);
    Path place = folder.resolve("memory-of-old").resolve("PR-01");

    Conformance replaying =
        Conformance.asTold(subject, Map.of("syncline.conformance.replay", folder.toString())::get);
    Finding unknown = check(replaying, "PR-01");
    Finding live = check(replaying, "CF-15");
    Finding recorded =
        check(
            Conformance.asTold(
                subject, Map.of("syncline.conformance.record", folder.toString())::get),
            "PR-01");

    assertThat(unknown.result()).isEqualTo(Result.FAILED);
    assertThat(unknown.reason())
        .isEqualTo("nothing was recorded of this, record it anew: " + place);
    assertThat(live.result()).isEqualTo(Result.SKIPPED);
    assertThat(live.reason()).isEqualTo("not replayed: its threads meet otherwise each time");
    assertThat(place.resolve("calls.jsonl")).exists();
    assertThat(recorded.reason())
        .contains("must say how the adapter is recorded and replayed: subject=memory, of old");
    assertThat(check(Conformance.asTold(subject, name -> null), "PR-01").result())
        .isEqualTo(Result.PASSED);
  }

  @Test
  void itIsNotRecordedAndReplayedAtOnce() {
    assertThatThrownBy(() -> Conformance.asTold(said(Map.of(), Map.of()), name -> "there"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must not be given with syncline.conformance.record:"
                + " syncline.conformance.replay=there");
  }

  @Test
  void whatStreamsFitsASmallHeap() {
    Finding finding = check(Conformance.of(new GeneratedSubject(false)), "OP-03");

    assertThat(finding.result()).as(finding.reason()).isEqualTo(Result.PASSED);
  }

  @Test
  void whatComesAndGoesAsItIsToldPasses() {
    Finding finding = check(Conformance.of(Switch.subject(Switch::new)), "OP-04");

    assertThat(finding.result()).as(finding.reason()).isEqualTo(Result.PASSED);
  }
}
