package io.syncline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UnderwayTest {

  private static final Overlap THREADS = Overlap.onThreads("test");

  @Test
  void theAnswerOfACallOnAnotherThreadIsWaitedFor() {
    AtomicReference<Thread> caller = new AtomicReference<>();

    Underway<String> call =
        Underway.begin(
            THREADS,
            () -> {
              caller.set(Thread.currentThread());
              return "done";
            });

    assertThat(call.get()).isEqualTo("done");
    assertThat(call.get()).as("asked again").isEqualTo("done");
    assertThat(caller.get())
        .isNotSameAs(Thread.currentThread())
        .satisfies(
            thread -> {
              assertThat(thread.getName()).isEqualTo("syncline-test-call");
              assertThat(thread.isDaemon()).isTrue();
            });
  }

  @Test
  void whatACallThrowsIsThrownWhereItIsWaitedFor() {
    RuntimeException thrown = new IllegalStateException("no answer");

    Underway<String> call = Underway.begin(THREADS, () -> fail(thrown));

    assertThatThrownBy(call::get).isSameAs(thrown);
    call.await(); // throws nothing
  }

  @Test
  void anErrorOfACallStaysAnError() {
    Error error = new AssertionError("broken");

    Underway<String> call =
        Underway.begin(
            THREADS,
            () -> {
              throw error;
            });

    assertThatThrownBy(call::get).isSameAs(error);
  }

  @Test
  void inTurnACallHasEndedWhenItWasBegun() {
    AtomicReference<Thread> caller = new AtomicReference<>();

    Underway<String> call =
        Underway.begin(
            Overlap.inTurn(),
            () -> {
              caller.set(Thread.currentThread());
              return "done";
            });

    assertThat(caller.get()).isSameAs(Thread.currentThread());
    assertThat(call.get()).isEqualTo("done");
  }

  @Test
  void whoIsInterruptedPassesItOnToTheCallAndStillWaits() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch waits = new CountDownLatch(1);
    Underway<String> call =
        Underway.begin(
            THREADS,
            () -> {
              waits.countDown();
              try {
                never.await();
                return "not interrupted";
              } catch (InterruptedException e) {
                return "interrupted";
              }
            });
    await(waits);
    Thread.currentThread().interrupt();

    String answer = call.get();

    assertThat(Thread.interrupted()).as("whether it is still interrupted").isTrue();
    assertThat(answer).isEqualTo("interrupted");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String fail(RuntimeException thrown) {
    throw thrown;
  }
}
