package io.syncline.diff;

import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;

/** Hands on what differs as deltas. */
final class DeltaSink implements ChangeSink {

  private final Unpacking unpacking;
  private final DeltaConsumer consumer;

  DeltaSink(PackedSchema schema, DeltaConsumer consumer) {
    this.unpacking = new Unpacking(schema);
    this.consumer = consumer;
  }

  @Override
  public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields) {
    Delta delta = new Delta(new Delta.PackedChange(unpacking, kind, left, l, right, r, fields));
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
