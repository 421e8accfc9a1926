package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Takes its time for each change, as a server does, so that others get in between. */
final class SlowSideChannel implements SideChannel {

  private static final Duration EACH = Duration.ofMillis(1);

  private final SideChannel right;

  SlowSideChannel(SideChannel right) {
    this.right = right;
  }

  private static void takeTime() {
    LockSupport.parkNanos(EACH.toNanos());
  }

  @Override
  public NativeKey create(Row fields) {
    takeTime();
    return right.create(fields);
  }

  @Override
  public void change(NativeKey key, Row fields) {
    takeTime();
    right.change(key, fields);
  }

  @Override
  public void delete(NativeKey key) {
    takeTime();
    right.delete(key);
  }

  @Override
  public Map<NativeKey, Row> all() {
    return right.all();
  }

  @Override
  public Optional<Row> read(NativeKey key) {
    return right.read(key);
  }
}
