package io.syncline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteLaneTest {

  private final WriteLane lane = WriteLane.besides("shop");

  @AfterEach
  void leaveNoInterruptBehind() {
    Thread.interrupted();
  }

  @Test
  void inTurnACallIsOverWhenItHasBegun() {
    AtomicReference<Thread> thread = new AtomicReference<>();

    WriteLane.inTurn()
        .begin(
            () -> {
              thread.set(Thread.currentThread());
              return "done";
            });

    assertThat(thread.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void besidesACallGoesOnWhileOtherWorkIsDone() {
    CountDownLatch otherWork = new CountDownLatch(1);

    Supplier<String> answer =
        lane.begin(
            () -> {
              await(otherWork);
              return Thread.currentThread().getName();
            });
    otherWork.countDown();

    assertThat(answer.get()).isEqualTo("syncline-shop-write");
  }

  @Test
  void whatACallThrowsComesOutOfItsAnswer() {
    Supplier<String> failed =
        lane.begin(
            () -> {
              throw new IllegalArgumentException("must fail: call=1");
            });
    Supplier<String> broken =
        lane.begin(
            () -> {
              throw new AssertionError("broken");
            });

    assertThatThrownBy(failed::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must fail: call=1");
    assertThatThrownBy(broken::get).isInstanceOf(AssertionError.class).hasMessage("broken");
  }

  @Test
  void anInterruptIsPassedOnAndTheEndWaitedFor() {
    Supplier<String> answer =
        lane.begin(
            () -> {
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                return "cancelled";
              }
            });
    Thread.currentThread().interrupt();

    assertThat(answer.get()).isEqualTo("cancelled");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
