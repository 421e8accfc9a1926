package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SketchDifferenceTest {

  @Test
  void pairsTheItemsOfAKey() {
    SketchDifference difference =
        new SketchDifference(
            List.of(SketchItem.of(3, 30), SketchItem.of(1, 10)),
            List.of(SketchItem.of(-1, 40), SketchItem.of(1, 11)));

    List<SketchChange> changes = difference.byKey(8);

    assertThat(changes)
        .extracting(change -> change.key().longAt(0))
        .containsExactly(1L, 3L, -1L); // as unsigned bytes
    assertThat(changes).extracting(SketchChange::isUpdate).containsExactly(true, false, false);
    assertThat(changes.get(0).left()).containsExactly(SketchItem.of(1, 10));
    assertThat(changes.get(0).right()).containsExactly(SketchItem.of(1, 11));
    assertThat(changes.get(1).right()).isEmpty();
    assertThat(changes.get(2).left()).isEmpty();
  }

  @Test
  void keepsBothItemsWhereTwoRecordsShareAKey() {
    SketchDifference difference =
        new SketchDifference(
            List.of(SketchItem.of(1, 10), SketchItem.of(1, 20)), List.of(SketchItem.of(1, 11)));

    List<SketchChange> changes = difference.byKey(8);

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).left()).containsExactly(SketchItem.of(1, 10), SketchItem.of(1, 20));
  }

  @Test
  void isAscendingWhateverTheOrderGiven() {
    List<SketchItem> one = List.of(SketchItem.of(2, 0), SketchItem.of(1, 0));
    List<SketchItem> other = List.of(SketchItem.of(1, 0), SketchItem.of(2, 0));

    assertThat(new SketchDifference(one, List.of()))
        .isEqualTo(new SketchDifference(other, List.of()));
    assertThat(new SketchDifference(one, List.of()).onlyLeft()).isEqualTo(other);
  }

  @Test
  void refusesAKeyLongerThanItsItems() {
    SketchDifference difference = new SketchDifference(List.of(SketchItem.of(1, 2)), List.of());

    assertThatThrownBy(() -> difference.byKey(17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 0 to 16: length=17");
  }
}
