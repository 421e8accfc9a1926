package io.syncline.diff;

import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that claim any order, count who is open, and break on request. */
final class FakeSide implements RowSource {

  private final RowSource rows;
  private final Order claimed;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private boolean refusesToOpen;
  private Runnable beforeRead = () -> {};

  private FakeSide(RowSource rows, Order claimed) {
    this.rows = rows;
    this.claimed = claimed;
  }

  static FakeSide of(String name, PackedSchema schema, Collection<Row> rows) {
    RowSource source = Rows.of(name, schema, rows);
    return new FakeSide(source, source.order());
  }

  FakeSide claiming(Order order) {
    return new FakeSide(rows, order);
  }

  FakeSide refusingToOpen() {
    refusesToOpen = true;
    return this;
  }

  FakeSide beforeRead(Runnable action) {
    beforeRead = action;
    return this;
  }

  int opened() {
    return opened.get();
  }

  boolean isClosed() {
    return open.get() == 0;
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public PackedSchema schema() {
    return rows.schema();
  }

  @Override
  public OptionalLong size() {
    return rows.size();
  }

  @Override
  public Order order() {
    return claimed;
  }

  @Override
  public RowCursor open(PackedSchema schema) {
    if (refusesToOpen) {
      throw new DiffException("cannot open " + name());
    }
    RowCursor cursor = rows.open(schema);
    opened.incrementAndGet();
    open.incrementAndGet();
    return new RowCursor() {
      private boolean closed;

      @Override
      public void read(Slab slab) {
        beforeRead.run();
        cursor.read(slab);
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
      }
    };
  }
}
