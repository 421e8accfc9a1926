package io.syncline.benchmarks.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.benchmarks.diff.Sides.Differences;
import io.syncline.benchmarks.diff.ThreeSides.Edits;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

  private static final int ROWS = 2_000;

  @Test
  void equalRecipesGiveEqualTables() {
    Recipe recipe = Recipe.of(ROWS, 0.1).replacing(0.05);

    assertThat(Records.sides(recipe)).isEqualTo(Records.sides(recipe));
    assertThat(Records.threeSides(recipe)).isEqualTo(Records.threeSides(recipe));
  }

  @Test
  void anotherSeedGivesAnotherTable() {
    Recipe recipe = Recipe.of(ROWS, 0.1);

    assertThat(Records.table(recipe.seeded(1))).isNotEqualTo(Records.table(recipe.seeded(2)));
  }

  @Test
  void sidesShareNoValueButTheStatus() {
    Sides sides = Records.sides(Recipe.of(100, 0));

    for (int i = 0; i < 100; i++) {
      Customer left = sides.left().get(i);
      Customer right = sides.right().get(i);
      assertThat(left).isEqualTo(right).isNotSameAs(right);
      assertThat(left.name()).isNotSameAs(right.name());
      assertThat(left.email()).isNotSameAs(right.email());
      assertThat(left.phone()).isNotSameAs(right.phone());
      assertThat(left.balance()).isNotSameAs(right.balance());
      assertThat(left.updatedAt()).isNotSameAs(right.updatedAt());
      assertThat(left.notes()).isNotSameAs(right.notes());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 1.0})
  void theShareOfChangedRowsIsExact(double changed) {
    Sides sides = Records.sides(Recipe.of(ROWS, changed));

    long differing = 0;
    for (int i = 0; i < ROWS; i++) {
      differing += sides.left().get(i).equals(sides.right().get(i)) ? 0 : 1;
    }
    assertThat(differing).isEqualTo(Math.round(ROWS * changed));
    assertThat(sides.expected().updated()).isEqualTo((int) differing);
    assertThat(sides.expected().fields()).isBetween((int) differing, 2 * (int) differing);
  }

  @Test
  void replacedRowsAreOnOneSideAlone() {
    Sides sides = Records.sides(Recipe.of(ROWS, 0.1).replacing(0.05));

    assertThat(sides.expected().inserted()).isEqualTo(100);
    assertThat(sides.expected().deleted()).isEqualTo(100);
    assertThat(keys(sides.right()))
        .doesNotContainAnyElementsOf(onlyIn(sides.left(), sides.right()));
    assertThat(onlyIn(sides.left(), sides.right())).hasSize(100);
    assertThat(onlyIn(sides.right(), sides.left())).hasSize(100);
  }

  @Test
  void everySideIsInKeyOrder() {
    Sides sides = Records.sides(Recipe.of(ROWS, 0.1).replacing(0.05));

    assertThat(sides.left()).isSortedAccordingTo(Comparator.comparingLong(Customer::id));
    assertThat(sides.right()).isSortedAccordingTo(Comparator.comparingLong(Customer::id));
    assertThat(keys(sides.right())).doesNotHaveDuplicates();
  }

  @Test
  void theDiffByHandFindsWhatIsExpected() {
    Sides sides = Records.sides(Recipe.of(ROWS, 0.1).replacing(0.05));

    Differences found = MapDiff.count(MapDiff.diff(maps(sides.left()), maps(sides.right())));

    assertThat(found).isEqualTo(sides.expected());
    assertThat(found.updated()).isPositive();
  }

  @Test
  void theMergeByHandFindsWhatIsExpected() {
    ThreeSides sides = Records.threeSides(Recipe.of(ROWS, 1.0));

    Edits found =
        MapMerge.count(MapMerge.merge(maps(sides.base()), maps(sides.left()), maps(sides.right())));

    assertThat(found).isEqualTo(sides.expected());
    assertThat(found.onlyLeft()).isPositive();
    assertThat(found.onlyRight()).isPositive();
    assertThat(found.alike()).isPositive();
    assertThat(found.conflicts()).isPositive();
  }

  @Test
  void aRowHoldsAboutAHundredAndSixtyBytes() {
    double bytes =
        Records.table(Recipe.of(ROWS, 0)).stream().mapToInt(RecordsTest::bytes).average().orElse(0);

    assertThat(bytes).isBetween(145.0, 175.0);
  }

  /** Key, balance and stamp of eight bytes each, two of bits, five ends of two, and the texts. */
  private static int bytes(Customer row) {
    String texts = row.name() + row.email() + row.phone() + row.status() + row.notes();
    return 24 + 2 + 10 + texts.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void aShareBeyondOneIsRefused() {
    assertThatThrownBy(() -> Recipe.of(1, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be from 0 to 1: changed=1.5");
  }

  private static List<Long> onlyIn(List<Customer> one, List<Customer> other) {
    List<Long> others = keys(other);
    return keys(one).stream().filter(key -> !others.contains(key)).toList();
  }

  private static List<Long> keys(List<Customer> rows) {
    return rows.stream().map(Customer::id).toList();
  }

  private static List<Map<String, Object>> maps(List<Customer> rows) {
    return rows.stream().map(Customer::asMap).toList();
  }
}
