package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Registers;
import io.syncline.store.StoredRecord;
import java.util.Collection;
import java.util.List;

/**
 * About how many bytes the long values of rows take: their characters and bytes. The rest is
 * bounded by the number of rows.
 */
public final class Weight {

  /** A page, or a batch, has about as many rows as weigh this, see {@link PageRows}. */
  static final long PAGE = 2L << 20;

  /**
   * A page, or a batch, that turned out to weigh more has nothing made beside it, so that memory is
   * bounded: on their way to and from a database its values are there up to ten times.
   */
  static final long MOST_BESIDE = 3L << 20;

  private Weight() {}

  public static long of(Row row) {
    long[] sum = {0};
    row.forEach((name, value) -> sum[0] += of(value));
    return sum[0];
  }

  /** Of all images that were seen. */
  static long seen(List<Sighting> sightings) {
    long sum = 0;
    for (Sighting sighting : sightings) {
      sum += sighting instanceof Sighting.Shown shown ? of(shown.image().row()) : 0;
    }
    return sum;
  }

  /** Of all that is known of records, once. */
  static long known(List<StoredRecord> records) {
    return records.stream().mapToLong(record -> of(record.state().head())).sum();
  }

  private static long of(Registers registers) {
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
      return sum(sequence.values());
    }
    if (value instanceof Value.SetOf set) {
      return sum(set.values());
    }
    return value instanceof Value.Struct struct ? sum(struct.members().values()) : 0;
  }

  private static long sum(Collection<Value> values) {
    return values.stream().mapToLong(Weight::of).sum();
  }
}
