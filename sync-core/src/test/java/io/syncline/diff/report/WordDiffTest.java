package io.syncline.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordDiffTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ada Byron          | Ada Lovelace       | Ada [Byron]          | Ada [Lovelace]
          ada@example.com    | ada@example.org    | ada@example.[com]    | ada@example.[org]
          one two three four | one 2 three 4      | one [two] three [four] | one [2] three [4]
          a b                | b                  | [a ]b                | b
          b                  | a b                | b                    | [a ]b
          2026-02-28         | 2026-03-28         | 2026-[02]-28         | 2026-[03]-28
          same               | same               | same                 | same
          """)
  void wordsThatDifferAreMarked(String left, String right, String leftMarked, String rightMarked) {
    WordDiff diff = WordDiff.of(left, right);

    assertThat(marked(diff.left())).isEqualTo(leftMarked);
    assertThat(marked(diff.right())).isEqualTo(rightMarked);
  }

  @Test
  void piecesMakeUpTheTextsAndTheUnmarkedAreAlike() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String left = text(random);
      String right = text(random);

      WordDiff diff = WordDiff.of(left, right);

      assertThat(whole(diff.left())).as("seed %s", seed).isEqualTo(left);
      assertThat(whole(diff.right())).as("seed %s", seed).isEqualTo(right);
      assertThat(unmarked(diff.left())).as("seed %s", seed).isEqualTo(unmarked(diff.right()));
    }
  }

  @Test
  void ofManyWordsAllDifferBetweenTheEnds() {
    WordDiff diff = WordDiff.of("a " + "x ".repeat(400) + "z", "a " + "y ".repeat(400) + "z");

    assertThat(diff.left()).hasSize(3);
    assertThat(diff.right().get(1)).isEqualTo(new WordDiff.Span("y ".repeat(400).strip(), true));
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 0, 8)
        .mapToObj(i -> List.of("a", "b", "c", " ", "-", "😀", "é", "\ud800").get(i))
        .collect(Collectors.joining());
  }

  private static String marked(List<WordDiff.Span> spans) {
    return spans.stream()
        .map(span -> span.differs() ? "[" + span.text() + "]" : span.text())
        .collect(Collectors.joining());
  }

  private static String whole(List<WordDiff.Span> spans) {
    return spans.stream().map(WordDiff.Span::text).collect(Collectors.joining());
  }

  private static String unmarked(List<WordDiff.Span> spans) {
    return spans.stream()
        .filter(span -> !span.differs())
        .map(WordDiff.Span::text)
        .collect(Collectors.joining());
  }
}
