package io.syncline.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YamlTextTest {

  private static final int BEYOND_TWO_BUFFERS = 2_100;

  @Test
  void charactersOfTwoCharsMayStandAnywhere() {
    for (int before = 0; before < BEYOND_TWO_BUFFERS; before++) {
      String text = "# " + "x".repeat(before) + "\uD83D\uDE00\nhub: \uD83D\uDE00\n";

      assertThat(YamlText.parse("hub.yaml", text))
          .as("characters before: %d", before)
          .asString()
          .contains("\uD83D\uDE00");
    }
  }
}
