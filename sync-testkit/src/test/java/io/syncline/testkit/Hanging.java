package io.syncline.testkit;

import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;

/**
 * Lets the next call of a kind hang until it is let go; the table is not to be touched meanwhile.
 */
final class Hanging implements CallWatch {

  private final Call call;
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  Hanging(MemoryTable table, Call call) {
    this.call = call;
    table.faults().watch(this);
  }

  void awaitCall() {
    Awaitility.await().until(() -> called.getCount() == 0);
  }

  void letGo() {
    end.countDown();
  }

  @Override
  public void before(Call each) {
    if (each == call) {
      called.countDown();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> end.getCount() == 0);
    }
  }

  @Override
  public void after(Call each) {}
}
