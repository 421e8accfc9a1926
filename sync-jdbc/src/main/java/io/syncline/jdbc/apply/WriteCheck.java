package io.syncline.jdbc.apply;

import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.LargeObject;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at writes before they are sent: some are answered at once, the others prepared. */
final class WriteCheck {

  private final RowForm form;

  WriteCheck(RowForm form) {
    this.form = form;
  }

  /** Either a write to be sent or its outcome. */
  record Result(Optional<Prepared> prepared, Optional<WriteOutcome> outcome) {}

  Result check(int index, Write write) {
    Optional<List<String>> key = key(write);
    if (key.isEmpty() && write.kind() != WriteKind.CREATE) {
      return answer(
          write.kind() == WriteKind.DELETE && write.repeated()
              ? new WriteOutcome.Unchanged(write.key().orElseThrow(), Optional.empty())
              : new WriteOutcome.Missing());
    }
    if (key.isEmpty() && write.key().isPresent()) {
      String reason = "must be a key of " + columns() + ": key=" + write.key().get();
      return answer(new WriteOutcome.Rejected(FieldCheck.WRONG_TYPE, reason, List.of()));
    }
    Faults faults = new Faults();
    Row fields = write.kind() == WriteKind.DELETE ? Row.empty() : fields(write, key, faults);
    if (write.kind() == WriteKind.CREATE && fields.isEmpty()) {
      faults.add("", FieldCheck.NOT_NULL, "must set a field");
    }
    Optional<WriteOutcome> refused = faults.outcome();
    if (refused.isPresent()) {
      return new Result(Optional.empty(), refused);
    }
    return isImpossible(write)
        ? answer(new WriteOutcome.Stale(Optional.empty()))
        : new Result(
            Optional.of(new Prepared(index, write, key, fields, uploads(write, fields))),
            Optional.empty());
  }

  private static Result answer(WriteOutcome outcome) {
    return new Result(Optional.empty(), Optional.of(outcome));
  }

  private Map<String, Upload> uploads(Write write, Row fields) {
    Map<String, Upload> uploads = new LinkedHashMap<>();
    fields.forEach(
        (name, value) ->
            form.shape()
                .column(name)
                .filter(column -> column.form().isLarge())
                .flatMap(column -> LargeObject.of(value))
                .ifPresent(object -> uploads.put(name, new Upload(object, write.contents()))));
    return uploads;
  }

  private List<String> columns() {
    return form.key().stream().map(Column::name).toList();
  }

  /** The write's key, or for a create the one that its fields spell out. */
  private Optional<List<String>> key(Write write) {
    if (write.key().isPresent()) {
      return form.keyParts(write.key().get());
    }
    List<String> parts = new ArrayList<>();
    for (Column column : form.key()) {
      Optional<Value> value = write.fields().get(column.name()).filter(each -> !each.isNull());
      if (value.isEmpty() || value.get().kind() != column.form().kind()) {
        return Optional.empty();
      }
      parts.add(column.form().encode(value.get()));
    }
    return Optional.of(parts);
  }

  private Row fields(Write write, Optional<List<String>> key, Faults faults) {
    Row.Builder kept = Row.builder();
    if (write.kind() == WriteKind.CREATE && key.isPresent()) {
      for (int i = 0; i < form.key().size(); i++) {
        Column column = form.key().get(i);
        Value value = column.form().decode(key.get().get(i)).orElseThrow();
        check(column, value, faults);
        kept.set(column.name(), value);
      }
    }
    write
        .fields()
        .forEach(
            (name, value) -> {
              int part = columns().indexOf(name);
              if (part >= 0 && key.isPresent()) {
                sameKey(form.key().get(part), key.get().get(part), value, faults);
              } else {
                form.carried(name)
                    .ifPresentOrElse(
                        column -> {
                          check(column, value, faults);
                          kept.set(name, value);
                        },
                        () -> faults.add(name, FieldCheck.UNKNOWN_FIELD, "is not carried"));
              }
            });
    return kept.build();
  }

  private static void check(Column column, Value value, Faults faults) {
    if (column.generated()) {
      faults.add(column.name(), FieldCheck.COMPUTED, "is computed by the database");
      return;
    }
    FieldCheck.fault(column, value)
        .ifPresent(fault -> faults.add(column.name(), fault.code(), fault.message()));
  }

  private static void sameKey(Column column, String part, Value value, Faults faults) {
    if (!column.form().decode(part).equals(Optional.of(value))) {
      faults.add(column.name(), FieldCheck.WRONG_TYPE, "must stay the key " + part);
    }
  }

  /** Whether no row can ever meet the precondition, so that it need not be sent. */
  private boolean isImpossible(Write write) {
    if (write.kind() == WriteKind.CREATE) {
      return false;
    }
    if (write.precondition() instanceof Precondition.VersionIs is) {
      return !form.versioned() || !(is.version() instanceof Version.Opaque);
    }
    if (write.precondition() instanceof Precondition.FieldsAre are) {
      return are.fields().toMap().entrySet().stream()
          .anyMatch(each -> cannotShow(each.getKey(), each.getValue()));
    }
    return write.precondition() instanceof Precondition.Absent;
  }

  private boolean cannotShow(String name, Value value) {
    return form.carried(name)
        .map(column -> !value.isNull() && FieldCheck.fault(column, value).isPresent())
        .orElse(true);
  }

  /** Collects what is wrong with one write. */
  private static final class Faults {
    private final List<WriteOutcome.FieldError> errors = new ArrayList<>();
    private String code = "";

    void add(String field, String faultCode, String message) {
      code = code.isEmpty() ? faultCode : code;
      errors.add(new WriteOutcome.FieldError(field, message));
    }

    Optional<WriteOutcome> outcome() {
      if (errors.isEmpty()) {
        return Optional.empty();
      }
      String text =
          String.join(
              "; ", errors.stream().map(each -> each.field() + " " + each.message()).toList());
      List<WriteOutcome.FieldError> named =
          errors.stream().filter(each -> !each.field().isEmpty()).toList();
      return Optional.of(new WriteOutcome.Rejected(code, text.strip(), named));
    }
  }
}
