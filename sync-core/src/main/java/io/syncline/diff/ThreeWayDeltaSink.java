package io.syncline.diff;

import io.syncline.packed.PackedSchema;

/** Hands on what two sides changed as deltas. */
final class ThreeWayDeltaSink implements ThreeWaySink {

  private final ThreeWayUnpacking unpacking;
  private final ThreeWayConsumer consumer;

  ThreeWayDeltaSink(PackedSchema schema, ThreeWayConsumer consumer) {
    this.unpacking = new ThreeWayUnpacking(schema);
    this.consumer = consumer;
  }

  @Override
  public void change(ThreeWayChange change) {
    ThreeWayDelta delta = new ThreeWayDelta(unpacking, change);
    try {
      consumer.accept(delta);
    } finally {
      delta.expire();
    }
  }

  @Override
  public void restart(OutOfOrder broken) {
    consumer.restart(broken);
  }
}
