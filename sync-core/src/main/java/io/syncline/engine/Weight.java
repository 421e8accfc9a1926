package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Registers;
import java.util.Collection;

/**
 * About how many bytes the long values of rows take: their characters and bytes. The rest is
 * bounded by the number of rows.
 */
final class Weight {

  /**
   * A page, or a batch, that weighs more has nothing made beside it, so that memory is bounded: on
   * their way to and from a database its values are there up to ten times.
   */
  static final long MOST_BESIDE = 2L << 20;

  private Weight() {}

  static long of(Row row) {
    long[] sum = {0};
    row.forEach((name, value) -> sum[0] += of(value));
    return sum[0];
  }

  static long of(Registers registers) {
    long sum = 0;
    for (int i = 0; i < registers.size(); i++) {
      sum += of(registers.at(i).value());
    }
    return sum;
  }

  private static long of(Value value) {
    if (value instanceof Value.Text text) {
      return text.value().length();
    }
    if (value instanceof Value.Binary binary) {
      return binary.length();
    }
    if (value instanceof Value.Sequence sequence) {
      return of(sequence.values());
    }
    if (value instanceof Value.SetOf set) {
      return of(set.values());
    }
    return value instanceof Value.Struct struct ? of(struct.members().values()) : 0;
  }

  private static long of(Collection<Value> values) {
    return values.stream().mapToLong(Weight::of).sum();
  }
}
