package io.syncline.diff.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSortTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 33, 100, 1_000, 4_097})
  void sortsAsTheLibraryDoesAndKeepsTheOrderOfEquals(int size) {
    long seed = System.nanoTime();
    int[] values = new Random(seed).ints(size, 0, 1 + size / 3).toArray();

    int[] places = IndexSort.sort(size, (l, r) -> Integer.compare(values[l], values[r]));

    int[] expected =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingInt(place -> values[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(places).as("seed %s", seed).isEqualTo(expected);
  }

  @Test
  void whatIsSortedCostsAComparisonPerPair() {
    int[] compared = {0};

    int[] places =
        IndexSort.sort(
            10_000,
            (l, r) -> {
              compared[0]++;
              return Integer.compare(l, r);
            });

    assertThat(places).isEqualTo(IntStream.range(0, 10_000).toArray());
    assertThat(compared[0]).isLessThan(11_000);
    assertThat(Arrays.stream(places).sum()).isEqualTo(49_995_000);
  }
}
