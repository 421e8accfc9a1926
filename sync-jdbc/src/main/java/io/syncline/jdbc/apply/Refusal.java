package io.syncline.jdbc.apply;

import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.NativeKey;
import io.syncline.spi.WriteOutcome;
import java.util.List;
import java.util.Optional;

/** What the refusal of one row is told as. */
final class Refusal {

  private Refusal() {}

  static WriteOutcome of(RowForm form, Prepared row, SqlFailure failure) {
    return switch (failure.kind()) {
      case UNIQUE -> new WriteOutcome.Duplicate(key(form, row, failure), failure.toString());
      case REFERENCE -> new WriteOutcome.Blocked(failure.toString());
      case ROW_DENIED -> new WriteOutcome.Denied(failure.toString());
      default ->
          new WriteOutcome.Rejected(
              failure.state(), failure.message() + constraint(failure), errors(form, failure));
    };
  }

  private static String constraint(SqlFailure failure) {
    return failure.constraint().isEmpty() ? "" : " (constraint " + failure.constraint() + ")";
  }

  /** Only where the key itself is what stands in the way. */
  private static Optional<NativeKey> key(RowForm form, Prepared row, SqlFailure failure) {
    List<String> columns = form.key().stream().map(Column::name).toList();
    return row.key().isPresent()
            && columns.equals(form.shape().constraints().get(failure.constraint()))
        ? Optional.of(row.nativeKey())
        : Optional.empty();
  }

  private static List<WriteOutcome.FieldError> errors(RowForm form, SqlFailure failure) {
    List<String> columns =
        failure.column().isEmpty()
            ? form.shape().constraints().getOrDefault(failure.constraint(), List.of())
            : List.of(failure.column());
    return columns.stream()
        .map(column -> new WriteOutcome.FieldError(column, failure.message()))
        .toList();
  }
}
