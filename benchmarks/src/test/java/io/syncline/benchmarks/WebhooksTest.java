package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class WebhooksTest {

  @TempDir private Path folder;

  @Test
  void whatWasAnsweredIsStoredHoweverOftenTheHubIsKilled() throws Exception {
    Webhooks.Figures figures = Webhooks.measure(folder, 4_000, 2);

    assertThat(figures.cutOff()).as("killed amid deliveries").isPositive();
  }
}
