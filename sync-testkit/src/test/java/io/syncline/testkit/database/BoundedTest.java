package io.syncline.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BoundedTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);

  @Test
  void aStepInTimeGivesItsResult() throws Exception {
    assertThat(Bounded.within(AMPLE, () -> "done")).isEqualTo("done");
  }

  @Test
  void aStepThatFailsFailsAsItDid() {
    assertThatThrownBy(
            () ->
                Bounded.within(
                    AMPLE,
                    () -> {
                      throw new IOException("no such image");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no such image");
  }

  @Test
  void aStepThatHangsIsGivenUpAndInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(() -> Bounded.within(Duration.ofSeconds(1), () -> hang(interrupted)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("not done within 1 s");

    interrupted.await();
  }

  private static String hang(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
      return "never";
    } catch (InterruptedException e) {
      interrupted.countDown();
      return "interrupted";
    }
  }
}
