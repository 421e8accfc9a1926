package io.syncline.reconcile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SimilarityTest {

  private static final List<Similarity> ALL =
      List.of(Similarity.equal(), Similarity.jaroWinkler(), Similarity.levenshtein());

  /** The examples of Winkler's paper, and of Wikipedia's page on the edit distance. */
  @Test
  void theMeasuresAreThoseOfTheLiterature() {
    assertThat(Similarity.jaroWinkler().of("MARTHA", "MARHTA")).isCloseTo(0.961, within(0.001));
    assertThat(Similarity.jaroWinkler().of("DWAYNE", "DUANE")).isCloseTo(0.84, within(0.001));
    assertThat(Similarity.levenshtein().of("kitten", "sitting"))
        .isCloseTo(1 - 3.0 / 7, within(1e-9));
    assertThat(Similarity.equal().of("a", "b")).isZero();
  }

  @Property
  void everyMeasureIsSymmetricFrom0To1AndOneWhereTextsAreEqual(
      @ForAll @CharRange(from = 'a', to = 'e') @StringLength(min = 1, max = 12) String one,
      @ForAll @CharRange(from = 'a', to = 'e') @StringLength(min = 1, max = 12) String other) {
    for (Similarity measure : ALL) {
      assertThat(measure.of(one, other)).isEqualTo(measure.of(other, one)).isBetween(0.0, 1.0);
      assertThat(measure.of(one, one)).isEqualTo(1);
    }
  }
}
