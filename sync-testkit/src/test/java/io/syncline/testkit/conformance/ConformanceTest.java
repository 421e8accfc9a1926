package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
