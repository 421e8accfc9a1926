package io.syncline.testkit.conformance;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One dataset of one system, and an adapter to be proven by it. Only the first four methods have to
 * be written; each further one lets more rules be tried.
 *
 * <p>Records of others may be there: the suite looks at, and deletes, its own only.
 */
public interface Subject {

  /** Names the dataset and the way it works, in the report and its file names. */
  String name();

  /** Opens the adapter under test, many times over; each opening is closed by the suite. */
  AdapterSource adapter();

  DatasetSpec dataset();

  SideChannel behind();

  /**
   * The adapter, whose exchanges with the system go into a file: a new one for each opening. Empty:
   * they cannot be recorded. See {@link Conformance#recording}.
   */
  default Optional<AdapterSource> recorded(Path file) {
    return Optional.empty();
  }

  /**
   * The adapter, which is answered out of what {@link #recorded} made, and calls nobody. In a
   * replay the system need not be there: {@link #behind} is not asked, nor are {@link #abilities}
   * but for other subjects.
   */
  default Optional<AdapterSource> replayed(Path file) {
    return Optional.empty();
  }

  /** How the adapter is opened by settings; empty: it is opened in code only. */
  default Optional<Configured> configured() {
    return Optional.empty();
  }

  /** The dataset's fields; empty: what the adapter's schema reader describes. */
  default List<NativeField> fields() {
    return List.of();
  }

  /**
   * A value of a field: another one for each {@code n}, 40,000 at least where the type has as many,
   * and one that the system stores as it is.
   *
   * @param mark text that no other run of the suite has, for fields that must be unique
   */
  default Value value(NativeField field, int n, String mark) {
    return Samples.value(field.type(), n, mark);
  }

  /** The key fields of a new record, where the caller gives them. */
  default Row key(int n, String mark) {
    return Row.of(dataset().key().get(0), Value.of(mark + n));
  }

  /** What else can be done to the system. */
  default Abilities abilities() {
    return new Abilities() {};
  }

  /** Rules that are broken on purpose, by id, each with its reason for the report. */
  default Map<String, String> deviations() {
    return Map.of();
  }

  /**
   * Rules that say nothing of this system, by id, each with its reason for the report: nothing ever
   * expires, nothing is throttled. They are not played. What could be tried is no such rule, even
   * if the subject cannot try it.
   */
  default Map<String, String> inapplicable() {
    return Map.of();
  }

  default TimeLimits limits() {
    return TimeLimits.standard();
  }

  /** How many random operations are made under {@code CF-15}; fewer where each costs money. */
  default int operations() {
    return 1_000;
  }

  /** What the adapter is lent. */
  default AdapterContext context() {
    return AdapterContext.of(InstantSource.system());
  }
}
