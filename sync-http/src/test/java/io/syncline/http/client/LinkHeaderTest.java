package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples are those of RFC 8288, section 3.5, unless they say otherwise. */
class LinkHeaderTest {

  @Test
  void aLinkHasATargetARelationAndATitle() {
    String header =
        "<http://example.com/TheBook/chapter2>; rel=\"previous\"; title=\"previous chapter\"";

    assertThat(target("previous", header)).contains("http://example.com/TheBook/chapter2");
    assertThat(target("next", header)).isEmpty();
  }

  @Test
  void aRelationMayBeAnAddress() {
    assertThat(target("http://example.net/foo", "</>; rel=\"http://example.net/foo\""))
        .contains("/");
  }

  @Test
  void aLinkFromElsewhereIsNoneOfOurs() {
    assertThat(target("copyright", "</terms>; rel=\"copyright\"; anchor=\"#foo\"")).isEmpty();
  }

  @Test
  void aHeaderHoldsSeveralLinks() {
    String header =
        "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel,"
            + " </TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel";

    assertThat(target("previous", header)).contains("/TheBook/chapter2");
    assertThat(target("next", header)).contains("/TheBook/chapter4");
  }

  @Test
  void aLinkHoldsSeveralRelations() {
    String header = "<http://example.org/>; rel=\"start http://example.net/relation/other\"";

    assertThat(target("start", header)).contains("http://example.org/");
    assertThat(target("http://example.net/relation/other", header)).contains("http://example.org/");
  }

  /** Section 3.3: the first counts; relations are compared without regard to case. */
  @Test
  void ofTwoRelationParametersTheFirstCountsAndCaseDoesNot() {
    assertThat(target("next", "<a>; rel=NEXT; rel=prev")).contains("a");
    assertThat(target("prev", "<a>; rel=NEXT; rel=prev")).isEmpty();
  }

  /** Appendix B.2: quotes may hold what ends a parameter, and quotes of their own. */
  @Test
  void quotesHoldCommasSemicolonsAndQuotes() {
    assertThat(target("next", "<a>; title=\"x, <b>; rel=\\\"next\\\"\"; rel=prev, <c>; rel=next"))
        .contains("c");
  }

  /** Section 3 and appendix B.2: blanks around signs, parameters without values, empty elements. */
  @Test
  void blanksAndEmptyElementsDoNoHarm() {
    assertThat(target("next", " , <a> ; hreflang ; rel = \"next\" ,")).contains("a");
  }

  @Test
  void linksMayComeInSeveralHeadersAndBrokenOnesAreLeftOut() {
    assertThat(
            LinkHeader.target(
                List.of("nonsense", "<unclosed; rel=next", "<a>; rel=\"next"), "next"))
        .contains("a");
    assertThat(LinkHeader.target(List.of(), "next")).isEmpty();
  }

  private static Optional<String> target(String relation, String header) {
    return LinkHeader.target(List.of(header), relation);
  }
}
