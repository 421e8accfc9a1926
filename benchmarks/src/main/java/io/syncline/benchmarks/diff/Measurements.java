package io.syncline.benchmarks.diff;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/** All that one run measured. */
record Measurements(List<Measured> all) {

  Measurements {
    all = List.copyOf(all);
  }

  static Measurements of(Collection<RunResult> run) {
    return new Measurements(run.stream().map(Measured::of).toList());
  }

  /**
   * The largest table that the contender was measured on with this share of changes; where it ran
   * in several ways, the fastest of them.
   */
  Optional<Measured> largest(Contender contender, double changed) {
    return fastest(of(contender, changed));
  }

  /** Both on the same table, the largest that both were measured on. Empty where there is none. */
  Optional<Both> largest(Contender one, Contender other, double changed) {
    return largest(one, changed, other, changed);
  }

  /** The same where the two differ in the share of changes. */
  Optional<Both> largest(Contender one, double oneChanged, Contender other, double otherChanged) {
    List<Integer> rows = of(other, otherChanged).map(Measured::rows).toList();
    Optional<Measured> first =
        fastest(of(one, oneChanged).filter(each -> rows.contains(each.rows())));
    return first.flatMap(
        each ->
            fastest(of(other, otherChanged).filter(it -> it.rows() == each.rows()))
                .map(it -> new Both(each, it)));
  }

  private static Optional<Measured> fastest(Stream<Measured> candidates) {
    return candidates.max(
        Comparator.comparingInt(Measured::rows)
            .thenComparing(Measured::nanos, Comparator.reverseOrder()));
  }

  private Stream<Measured> of(Contender contender, double changed) {
    return all.stream()
        .filter(each -> each.benchmark().equals(contender.benchmark()))
        .filter(each -> each.changed().orElse(changed) == changed);
  }

  /** Two contenders on one table. */
  record Both(Measured one, Measured other) {

    /** How many times the other's time the one took. */
    double ratio() {
      return one.nanosPerRow() / other.nanosPerRow();
    }

    int rows() {
      return one.rows();
    }
  }
}
