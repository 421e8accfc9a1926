package io.syncline.jdbc.apply;

import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Writes of one transaction, no two of one record, each row isolated from the others. */
final class Wave {

  private final RowForm form;
  private final Session session;
  private final Optional<WriteLedger> ledger;
  private final Outcomes outcomes;
  private final GroupWriter writer;
  private final Halving halving;
  private final StatementSizes sizes;

  Wave(
      RowForm form,
      Sessions sessions,
      Session session,
      Optional<WriteLedger> ledger,
      Outcomes outcomes) {
    this.form = form;
    this.session = session;
    this.ledger = ledger;
    this.outcomes = outcomes;
    this.writer = new GroupWriter(form, session, outcomes);
    this.halving = new Halving(sessions, session, outcomes, this::refusal);
    this.sizes = new StatementSizes(form.dialect(), session, outcomes);
  }

  /** Does all but the commit. Throws what concerns the whole wave: then nothing of it stays. */
  void write(List<Prepared> rows) throws SQLException {
    ledger.ifPresent(each -> each.claim(session, form.dialect(), repeats(rows), outcomes));
    List<Prepared> open = rows.stream().filter(row -> outcomes.get(row).isEmpty()).toList();
    if (ledger.isEmpty()) {
      open = open.stream().filter(row -> !foundAgain(row)).toList();
    }
    for (List<Prepared> group : groups(open)) {
      for (List<Prepared> statement : sizes.statements(group)) {
        halving.isolate(statement, this::group);
      }
    }
    if (form.shape().afterTriggers()) {
      readBack(open);
    }
    if (ledger.isPresent()) {
      ledger.get().record(session, form.dialect(), open, outcomes);
    }
  }

  private static List<Prepared> repeats(List<Prepared> rows) {
    return rows.stream().filter(row -> row.write().repeated()).toList();
  }

  private static Collection<List<Prepared>> groups(List<Prepared> rows) {
    Map<Prepared.Form, List<Prepared>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.form(), none -> new ArrayList<>()).add(row));
    return groups.values();
  }

  private void group(List<Prepared> rows) throws SQLException {
    List<Prepared> blocked = new ArrayList<>();
    uploading(rows, () -> blocked.addAll(writer.write(rows)));
    checkDeferred();
    for (Prepared row : blocked) {
      halving.isolate(List.of(row), one -> uploading(one, () -> writer.insist(one)));
    }
  }

  /** A row whose contents are to be had no more waits for them, unless it was done before. */
  private void uploading(List<Prepared> rows, Runnable statement) {
    Prepared first = rows.get(0);
    try {
      first.open().ifPresentOrElse(waiting -> writer.await(first, waiting), statement);
    } finally {
      first.close();
    }
  }

  private void checkDeferred() {
    if (form.shape().deferred()) {
      session.sql().execute("set constraints all immediate");
    }
  }

  /** What triggers made of the rows after they were written. */
  private void readBack(List<Prepared> rows) {
    List<Prepared> applied =
        rows.stream()
            .filter(row -> row.write().kind() != WriteKind.DELETE)
            .filter(row -> outcomes.applied(row).isPresent())
            .map(row -> keyed(row, outcomes.applied(row).orElseThrow()))
            .toList();
    Map<Integer, Record> current = writer.current(applied);
    for (int i = 0; i < applied.size(); i++) {
      Record now = current.get(i);
      WriteOutcome.Applied before = outcomes.applied(applied.get(i)).orElseThrow();
      outcomes.set(
          applied.get(i),
          now == null
              ? new WriteOutcome.Applied(before.key(), Optional.empty(), Optional.empty())
              : writer.appliedAs(now));
    }
  }

  private Prepared keyed(Prepared row, WriteOutcome.Applied applied) {
    return new Prepared(
        row.index(), row.write(), form.keyParts(applied.key()), row.fields(), Map.of());
  }

  /** Of an update that wants a unique value: with the key of the row that has it. */
  private WriteOutcome refusal(Prepared row, SqlFailure failure) {
    WriteOutcome refusal = Refusal.of(form, row, failure);
    List<String> columns = form.shape().constraints().getOrDefault(failure.constraint(), List.of());
    boolean isNamed = !columns.isEmpty() && columns.stream().allMatch(row.fields()::has);
    if (row.write().kind() != WriteKind.UPDATE
        || !isNamed
        || !(refusal instanceof WriteOutcome.Duplicate duplicate)
        || duplicate.key().isPresent()) {
      return refusal;
    }
    return session
        .sql()
        .select(form.fields())
        .from(form.table())
        .where(showing(row, columns))
        .fetchOptional()
        .<WriteOutcome>map(
            standing ->
                new WriteOutcome.Duplicate(Optional.of(form.key(standing)), duplicate.reason()))
        .orElse(refusal);
  }

  /** That a row shows of these columns what is to be written. */
  private List<Condition> showing(Prepared row, List<String> columns) {
    List<Condition> same = new ArrayList<>();
    for (String name : columns) {
      form.shape()
          .column(name)
          .filter(column -> column.form() != TextForm.JSON)
          .ifPresent(
              column ->
                  same.add(
                      form.dialect()
                          .same(
                              column,
                              form.column(column),
                              DSL.val(Sent.text(column, row.fields()), String.class))));
    }
    return same;
  }

  /**
   * A create sent again, whose key the database gives and whose id nobody remembers: a row that
   * shows all that was written is taken for its own if it is the only one, and if there are
   * several, none is made.
   */
  private boolean foundAgain(Prepared row) {
    if (!row.write().repeated() || row.key().isPresent()) {
      return false;
    }
    List<Record> found =
        new ArrayList<>(
            session
                .sql()
                .select(form.fields())
                .from(form.table())
                .where(showing(row, row.fields().names()))
                .limit(2)
                .fetch());
    if (found.size() == 1) {
      outcomes.set(row, writer.unchanged(found.get(0)));
    } else if (found.size() > 1) {
      String reason = "several rows show what was written; any of them may be its own";
      outcomes.set(row, new WriteOutcome.Duplicate(Optional.empty(), reason));
    }
    return !found.isEmpty();
  }
}
