package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SketchItemTest {

  @Test
  void isTheKeyThenTheDigest() {
    SketchItem item = SketchItem.of(0x0102, 0xFFL);

    assertThat(item).hasToString("000000000000010200000000000000ff");
    assertThat(item.longAt(0)).isEqualTo(0x0102);
    assertThat(item.longAt(8)).isEqualTo(0xFF);
    assertThat(item.length()).isEqualTo(16);
  }

  @Test
  void takesKeysOfAnyLength() {
    assertThat(SketchItem.of(new byte[] {1, 2, 3}, -2)).hasToString("010203fffffffffffffffe");
  }

  @Test
  void sharesItsBytesWithNobody() {
    byte[] bytes = {1, 2, 3};
    SketchItem item = SketchItem.of(bytes);

    bytes[0] = 9;
    item.bytes()[1] = 9;

    assertThat(item).hasToString("010203").isEqualTo(SketchItem.of(new byte[] {1, 2, 3}));
  }

  @Test
  void refusesNumbersBeyondItsEnd() {
    SketchItem item = SketchItem.of(1, 2);

    assertThatThrownBy(() -> item.longAt(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 0 to 8: offset=9");
    assertThatThrownBy(() -> SketchItem.of(new byte[3]).longAt(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
