package io.syncline.engine;

import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.reconcile.WriteResult;
import io.syncline.spi.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Translates what an adapter answers into what reconcile needs to know. */
final class Answers implements WriteOutcome.Cases<WriteResult> {

  private final Flow flow;
  private final EntityMapping mapping;

  Answers(Flow flow) {
    this.flow = flow;
    this.mapping = flow.mapping();
  }

  @Override
  public WriteResult applied(WriteOutcome.Applied outcome) {
    return new WriteResult.Applied(
        outcome.version(),
        outcome.shown().map(shown -> flow.withoutReferences(mapping.get(shown).row())));
  }

  @Override
  public WriteResult unchanged(WriteOutcome.Unchanged outcome) {
    return new WriteResult.Applied(outcome.version(), Optional.empty());
  }

  @Override
  public WriteResult stale(WriteOutcome.Stale outcome) {
    return new WriteResult.Stale();
  }

  @Override
  public WriteResult missing(WriteOutcome.Missing outcome) {
    return new WriteResult.Missing();
  }

  @Override
  public WriteResult duplicate(WriteOutcome.Duplicate outcome) {
    return outcome.key().isPresent()
        ? new WriteResult.Duplicate()
        : new WriteResult.Rejected("duplicate: " + outcome.reason(), Set.of());
  }

  @Override
  public WriteResult rejected(WriteOutcome.Rejected outcome) {
    return new WriteResult.Rejected(
        outcome.code() + ": " + outcome.message(), registers(outcome.errors()));
  }

  @Override
  public WriteResult blocked(WriteOutcome.Blocked outcome) {
    return new WriteResult.Unavailable();
  }

  @Override
  public WriteResult throttled(WriteOutcome.Throttled outcome) {
    return new WriteResult.Unavailable();
  }

  @Override
  public WriteResult unavailable(WriteOutcome.Unavailable outcome) {
    return new WriteResult.Unavailable();
  }

  @Override
  public WriteResult unknown(WriteOutcome.Unknown outcome) {
    return perhapsDone();
  }

  @Override
  public WriteResult accepted(WriteOutcome.Accepted outcome) {
    return perhapsDone();
  }

  private static WriteResult perhapsDone() {
    return new WriteResult.Unknown();
  }

  @Override
  public WriteResult denied(WriteOutcome.Denied outcome) {
    return new WriteResult.Rejected("denied: " + outcome.scope(), Set.of());
  }

  @Override
  public WriteResult notAttempted(WriteOutcome.NotAttempted outcome) {
    return new WriteResult.Unavailable();
  }

  private Set<String> registers(List<WriteOutcome.FieldError> errors) {
    Set<String> named =
        errors.stream().map(WriteOutcome.FieldError::field).collect(Collectors.toSet());
    return mapping.fields().stream()
        .filter(field -> named.contains(field.nativeField()))
        .map(FieldMapping::field)
        .collect(Collectors.toSet());
  }
}
