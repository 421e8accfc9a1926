package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.capture.KeyReader;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Precondition;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/**
 * Writes of one transaction, as requests that the other side carries out. What a request may rest
 * on is checked before it is made; from then on it is the other side's, until that answers it.
 */
final class Requests {

  /** The most values of one insert: fewer than any database takes. */
  private static final int MOST_VALUES = 20_000;

  private final RowForm form;
  private final Dialect dialect;
  private final InboundTable inbound;
  private final Session session;
  private final Outcomes outcomes;
  private final Halving halving;
  private final StatementSizes sizes;
  private final Map<Integer, Row> standing = new HashMap<>();

  Requests(
      RowForm form, InboundTable inbound, Sessions sessions, Session session, Outcomes outcomes) {
    this.form = form;
    this.dialect = form.dialect();
    this.inbound = inbound;
    this.session = session;
    this.outcomes = outcomes;
    this.halving = new Halving(sessions, session, outcomes, this::refusal);
    this.sizes = new StatementSizes(dialect, session, outcomes);
  }

  /** An id that is taken is one that another sending of the request is about to make. */
  private WriteOutcome refusal(Prepared row, SqlFailure failure) {
    List<String> columns =
        inbound.shape().constraints().getOrDefault(failure.constraint(), List.of());
    return columns.equals(List.of(inbound.request().name()))
        ? new WriteOutcome.Unavailable(Duration.ZERO, failure.toString())
        : Refusal.of(form, row, failure);
  }

  /** Does all but the commit. Throws what concerns the whole: then nothing of it stays. */
  void write(List<Prepared> rows) throws SQLException {
    answerKnown(rows);
    List<Prepared> fresh = open(rows);
    refuseUntaken(fresh);
    check(open(fresh));
    List<Prepared> fitting = open(fresh);
    if (fitting.isEmpty()) {
      return;
    }
    for (List<Prepared> statement :
        sizes.statements(fitting, row -> standing.getOrDefault(row.index(), Row.empty()))) {
      halving.isolate(statement, this::request);
    }
    answerKnown(open(fitting));
  }

  private List<Prepared> open(List<Prepared> rows) {
    return rows.stream().filter(row -> outcomes.get(row).isEmpty()).toList();
  }

  /** Those that were requested before, with what the other side says of them by now. */
  private void answerKnown(List<Prepared> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(shown(inbound.request()).as("r"));
    fields.add(shown(inbound.state()).as("s"));
    inbound.message().ifPresent(each -> fields.add(shown(each).as("m")));
    for (int part = 0; part < form.key().size(); part++) {
      fields.add(shown(inbound.column(form.key().get(part).name())).as("k" + part));
    }
    Map<String, Record> known =
        session
            .sql()
            .select(fields)
            .from(inbound.table())
            .where(InboundTable.bare(inbound.request()).in(ids(rows)))
            .fetch()
            .stream()
            .collect(Collectors.toMap(row -> row.get("r", String.class), row -> row));
    for (Prepared row : rows) {
      Record request = known.get(row.write().id());
      if (request != null) {
        outcomes.set(row, answer(row, request));
      }
    }
  }

  private List<Field<?>> ids(List<Prepared> rows) {
    return rows.stream()
        .<Field<?>>map(row -> dialect.comparable(inbound.request(), val(row.write().id())))
        .toList();
  }

  private WriteOutcome answer(Prepared row, Record request) {
    String state = String.valueOf(request.get("s", String.class)).strip();
    if (state.equals(inbound.states().failed())) {
      String reason =
          inbound.message().map(each -> request.get("m", String.class)).orElse("no reason given");
      return new WriteOutcome.Rejected("refused", reason, List.of());
    }
    if (!state.equals(inbound.states().done())) {
      return new WriteOutcome.Accepted(row.write().id() + " in " + inbound.name());
    }
    Optional<NativeKey> key = row.key().map(NativeKey::new).or(() -> key(request));
    return key.<WriteOutcome>map(
            each -> new WriteOutcome.Applied(each, Optional.empty(), Optional.empty()))
        .orElseGet(
            () -> new WriteOutcome.Unknown("done, and its key is not told: " + row.write().id()));
  }

  /** The key that the other side gave. */
  private Optional<NativeKey> key(Record request) {
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < form.key().size(); part++) {
      String text = request.get("k" + part, String.class);
      if (text == null) {
        return Optional.empty();
      }
      parts.add(text);
    }
    return form.keyParts(new NativeKey(parts)).map(NativeKey::new);
  }

  private void refuseUntaken(List<Prepared> rows) {
    for (Prepared row : rows) {
      List<WriteOutcome.FieldError> untaken =
          row.fields().names().stream()
              .filter(each -> !inbound.takes(each))
              .map(each -> new WriteOutcome.FieldError(each, "is no column of " + inbound.name()))
              .toList();
      if (!untaken.isEmpty()) {
        outcomes.set(
            row, new WriteOutcome.Rejected(FieldCheck.COMPUTED, untaken.toString(), untaken));
      }
    }
  }

  /** Answers those whose ground is another by now. */
  private void check(List<Prepared> rows) {
    List<Prepared> keyed = rows.stream().filter(row -> row.key().isPresent()).toList();
    if (keyed.isEmpty()) {
      return;
    }
    Map<Integer, Record> current =
        KeyReader.select(session, form, keyed.stream().map(Prepared::key).toList());
    for (int i = 0; i < keyed.size(); i++) {
      Prepared row = keyed.get(i);
      Record there = current.get(i);
      against(row, there).ifPresent(outcome -> outcomes.set(row, outcome));
      if (there != null) {
        standing.put(row.index(), form.row(there));
      }
    }
  }

  private Optional<WriteOutcome> against(Prepared row, @Nullable Record there) {
    if (row.write().kind() == WriteKind.CREATE) {
      return there == null
          ? Optional.empty()
          : Optional.of(
              new WriteOutcome.Duplicate(
                  Optional.of(form.key(there)), "a row with this key is there"));
    }
    if (there == null) {
      return Optional.of(new WriteOutcome.Missing());
    }
    return holds(row.write().precondition(), there)
        ? Optional.empty()
        : Optional.of(new WriteOutcome.Stale(Optional.of(form.image(there))));
  }

  private boolean holds(Precondition precondition, Record there) {
    if (precondition instanceof Precondition.VersionIs is) {
      return form.rowVersion(there).equals(Optional.of(is.version()));
    }
    if (precondition instanceof Precondition.FieldsAre are) {
      Row row = form.row(there);
      return are.fields().toMap().entrySet().stream()
          .allMatch(each -> row.get(each.getKey()).equals(Optional.of(each.getValue())));
    }
    return true;
  }

  /** Whole records, so that the other side need not know which fields were meant. */
  private void request(List<Prepared> rows) {
    List<Field<?>> columns = new ArrayList<>();
    columns.add(InboundTable.bare(inbound.request()));
    columns.add(InboundTable.bare(inbound.operation()));
    columns.add(InboundTable.bare(inbound.state()));
    inbound.fields().forEach(each -> columns.add(InboundTable.bare(each)));
    int atOnce = Math.max(1, MOST_VALUES / columns.size());
    for (int from = 0; from < rows.size(); from += atOnce) {
      InsertValuesStepN<?> insert = session.sql().insertInto(inbound.table(), columns);
      for (Prepared row : rows.subList(from, Math.min(rows.size(), from + atOnce))) {
        insert = insert.values(values(row));
      }
      insert.execute();
    }
  }

  private List<Field<?>> values(Prepared row) {
    String operation = inbound.operations().getOrDefault(row.write().kind(), "");
    List<Field<?>> values = new ArrayList<>();
    values.add(stored(inbound.request(), row.write().id()));
    values.add(stored(inbound.operation(), operation));
    values.add(stored(inbound.state(), inbound.states().open()));
    Map<String, @Nullable String> texts = texts(row);
    inbound.fields().forEach(each -> values.add(stored(each, texts.get(each.name()))));
    return values;
  }

  /** What each column shall show, as it stands with what is written over it. */
  private Map<String, @Nullable String> texts(Prepared row) {
    Map<String, @Nullable String> texts = new HashMap<>();
    if (row.write().kind() == WriteKind.UPDATE) {
      put(texts, standing.getOrDefault(row.index(), Row.empty()));
    }
    put(texts, row.fields());
    row.key()
        .ifPresent(
            parts -> {
              for (int part = 0; part < parts.size(); part++) {
                texts.put(form.key().get(part).name(), parts.get(part));
              }
            });
    return texts;
  }

  private void put(Map<String, @Nullable String> texts, Row fields) {
    fields.forEach(
        (name, value) ->
            form.carried(name).ifPresent(each -> texts.put(name, Sent.text(each, fields))));
  }

  private Field<?> stored(Column column, @Nullable String text) {
    return dialect.stored(column, val(text, String.class));
  }

  private Field<String> shown(Column column) {
    return dialect.shown(column, InboundTable.bare(column));
  }
}
