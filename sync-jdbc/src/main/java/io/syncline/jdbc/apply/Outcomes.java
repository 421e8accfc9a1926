package io.syncline.jdbc.apply;

import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The outcomes of a batch while it is written; what was not answered was not attempted. */
final class Outcomes {

  private final List<Optional<WriteOutcome>> outcomes;

  Outcomes(int size) {
    outcomes = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
  }

  void set(Prepared write, WriteOutcome outcome) {
    set(write.index(), outcome);
  }

  void set(int index, WriteOutcome outcome) {
    outcomes.set(index, Optional.of(outcome));
  }

  void setAll(List<Prepared> writes, WriteOutcome outcome) {
    writes.forEach(write -> set(write, outcome));
  }

  Optional<WriteOutcome> get(Prepared write) {
    return outcomes.get(write.index());
  }

  /** Answered with {@link WriteOutcome.Applied}. */
  Optional<WriteOutcome.Applied> applied(Prepared write) {
    return get(write)
        .filter(WriteOutcome.Applied.class::isInstance)
        .map(WriteOutcome.Applied.class::cast);
  }

  /** Whether its data are refused, whatever becomes of the transaction. */
  boolean isRejected(Prepared write) {
    return get(write).filter(WriteOutcome.Rejected.class::isInstance).isPresent();
  }

  /** Whether it stands in the transaction: as applied, or as a request. */
  boolean isDone(Prepared write) {
    return get(write)
        .filter(
            each -> each instanceof WriteOutcome.Applied || each instanceof WriteOutcome.Accepted)
        .isPresent();
  }

  List<WriteOutcome> all() {
    return outcomes.stream()
        .map(outcome -> outcome.orElseGet(WriteOutcome.NotAttempted::new))
        .toList();
  }
}
