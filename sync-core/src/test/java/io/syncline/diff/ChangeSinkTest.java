package io.syncline.diff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import org.junit.jupiter.api.Test;

class ChangeSinkTest {

  private final OutOfOrder broken =
      new OutOfOrder(Side.RIGHT, NativeKey.of("b"), NativeKey.of("a"));

  @Test
  void aSinkThatCannotTakeBackChangesEndsTheDiff() {
    ChangeSink sink = (kind, left, l, right, r, fields) -> {};

    assertThatThrownBy(() -> sink.restart(broken))
        .isInstanceOf(DiffException.class)
        .hasMessage(
            "right is not sorted: key a came behind b; changes were handed on and cannot be taken"
                + " back: sort the rows by key as unsigned bytes, or declare the side UNSORTED")
        .hasCause(broken);
  }

  @Test
  void soDoesOneOfThreeSides() {
    ThreeWaySink sink = change -> {};

    assertThatThrownBy(() -> sink.restart(broken)).isInstanceOf(DiffException.class);
  }
}
