package io.syncline.jdbc.apply;

import io.syncline.jdbc.capture.KeyReader;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.model.Row;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Record;

/**
 * Carries out writes of one form at once, and tells why some were not done. Fails as the statement
 * does: the caller isolates the rows.
 */
final class GroupWriter {

  private final RowForm form;
  private final Session session;
  private final Outcomes outcomes;
  private final Statements statements;

  GroupWriter(RowForm form, Session session, Outcomes outcomes) {
    this.form = form;
    this.session = session;
    this.outcomes = outcomes;
    this.statements = Statements.of(form, session);
  }

  /**
   * Writes {@code rows}, which are of one form.
   *
   * @return creates that some other uniqueness than the key's stands in the way of; to be {@link
   *     #insist}ed on one by one
   */
  List<Prepared> write(List<Prepared> rows) {
    Prepared.Form shape = rows.get(0).form();
    return switch (shape.kind()) {
      case CREATE -> create(shape, rows, shape.keyed());
      case UPDATE -> {
        update(rows);
        yield List.of();
      }
      case DELETE -> {
        delete(rows);
        yield List.of();
      }
    };
  }

  /** Creates that are to fail with the reason where something stands in their way. */
  void insist(List<Prepared> rows) {
    create(rows.get(0).form(), rows, false);
  }

  /** A row that cannot be written now is answered so, unless it is a repeat of what was done. */
  void await(Prepared row, WriteOutcome waiting) {
    Optional<Record> standing =
        row.write().repeated() && row.key().isPresent()
            ? Optional.ofNullable(current(List.of(row)).get(0))
            : Optional.empty();
    outcomes.set(
        row,
        standing.filter(each -> shows(each, row.fields())).map(this::unchanged).orElse(waiting));
  }

  private List<Prepared> create(Prepared.Form shape, List<Prepared> rows, boolean skipping) {
    List<Record> made = statements.insert(rows, skipping);
    if (made.size() == rows.size()) {
      for (int i = 0; i < made.size(); i++) {
        applied(rows.get(i), made.get(i));
      }
      return List.of();
    }
    return shape.keyed() ? partlyMade(rows, made, skipping) : unaccounted(rows);
  }

  /** A trigger swallowed some, and nothing tells which is which: one by one it will be plain. */
  private List<Prepared> unaccounted(List<Prepared> rows) {
    if (rows.size() > 1) {
      throw new UnaccountedRows();
    }
    swallowed(rows.get(0));
    return List.of();
  }

  private void swallowed(Prepared row) {
    outcomes.set(
        row, new WriteOutcome.Rejected("", "the database took the row and kept none", List.of()));
  }

  private List<Prepared> partlyMade(List<Prepared> rows, List<Record> made, boolean skipping) {
    Map<List<String>, Record> byKey = new HashMap<>();
    made.forEach(row -> byKey.put(form.keyParts(row), row));
    List<Prepared> open = new ArrayList<>();
    for (Prepared row : rows) {
      Record found = byKey.get(row.keyParts());
      if (found == null) {
        open.add(row);
      } else {
        applied(row, found);
      }
    }
    Map<Integer, Record> current = current(open);
    List<Prepared> blocked = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Record standing = current.get(i);
      if (standing != null) {
        inTheWay(open.get(i), standing);
      } else if (skipping) {
        blocked.add(open.get(i));
      } else {
        swallowed(open.get(i));
      }
    }
    return blocked;
  }

  private void inTheWay(Prepared row, Record standing) {
    outcomes.set(
        row,
        row.write().repeated() && shows(standing, row.fields())
            ? unchanged(standing)
            : new WriteOutcome.Duplicate(
                Optional.of(form.key(standing)), "a row with this key is there"));
  }

  private void update(List<Prepared> rows) {
    Map<Integer, Record> done = statements.update(rows);
    done.forEach((place, row) -> applied(rows.get(place), row));
    answerRest(rows, done.keySet());
  }

  private void delete(List<Prepared> rows) {
    Set<Integer> done = statements.delete(rows);
    done.forEach(
        place ->
            outcomes.set(
                rows.get(place),
                new WriteOutcome.Applied(
                    rows.get(place).nativeKey(), Optional.empty(), Optional.empty())));
    answerRest(rows, done);
  }

  private void answerRest(List<Prepared> rows, Set<Integer> done) {
    List<Prepared> open = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!done.contains(i)) {
        open.add(rows.get(i));
      }
    }
    Map<Integer, Record> current = current(open);
    for (int i = 0; i < open.size(); i++) {
      outcomes.set(open.get(i), notDone(open.get(i), Optional.ofNullable(current.get(i))));
    }
  }

  private WriteOutcome notDone(Prepared row, Optional<Record> current) {
    boolean delete = row.write().kind() == WriteKind.DELETE;
    boolean repeated = row.write().repeated();
    if (current.isEmpty()) {
      return delete && repeated
          ? new WriteOutcome.Unchanged(row.nativeKey(), Optional.empty())
          : new WriteOutcome.Missing();
    }
    Record standing = current.get();
    return !delete && repeated && shows(standing, row.fields())
        ? new WriteOutcome.Unchanged(row.nativeKey(), form.rowVersion(standing))
        : new WriteOutcome.Stale(Optional.of(form.image(standing)));
  }

  /** The rows as they are now, by their place in the list. */
  Map<Integer, Record> current(List<Prepared> rows) {
    return rows.isEmpty()
        ? Map.of()
        : KeyReader.select(session, form, rows.stream().map(Prepared::key).toList());
  }

  private boolean shows(Record standing, Row fields) {
    Row row = form.row(standing);
    return fields.toMap().entrySet().stream()
        .allMatch(
            each ->
                row.get(each.getKey())
                    .map(each.getValue()::equals)
                    .orElse(form.carried(each.getKey()).isEmpty()));
  }

  WriteOutcome unchanged(Record standing) {
    return new WriteOutcome.Unchanged(form.key(standing), form.rowVersion(standing));
  }

  private void applied(Prepared row, Record record) {
    outcomes.set(row, appliedAs(record));
  }

  WriteOutcome appliedAs(Record record) {
    return new WriteOutcome.Applied(
        form.key(record), form.rowVersion(record), Optional.of(form.row(record)));
  }

  /** More was sent than came back. */
  static final class UnaccountedRows extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
