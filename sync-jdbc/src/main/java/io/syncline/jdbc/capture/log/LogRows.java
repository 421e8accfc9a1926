package io.syncline.jdbc.capture.log;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes of the rows that the log tells of one table. Where the log does not have all of a
 * row, because a large value was not changed or the table was altered since, the change is a hint:
 * what could not be had is never taken for NULL.
 */
final class LogRows {

  private final Sessions sessions;
  private final RowForm form;
  private @Nullable Layout layout;

  LogRows(Sessions sessions, RowForm form) {
    this.sessions = sessions;
    this.form = form;
  }

  /**
   * Where our columns stand in the rows of a relation.
   *
   * @param fields -1: a column is not told, or is of another type now
   */
  private record Layout(int relation, List<Place> key, List<Place> fields) {}

  /** One column in the rows of a relation. */
  private record Place(int index, LogText text) {}

  /** What the catalogue says of a column's type. */
  private record Type(long number, String base) {}

  boolean isOurs(LogMessage.Relation relation) {
    return form.shape().name().schema().orElseThrow().equals(relation.schema())
        && form.shape().name().table().equals(relation.table());
  }

  boolean isOurs(int relation) {
    Layout known = layout;
    return known != null && known.relation() == relation;
  }

  /**
   * Takes note of how the rows that follow are laid out.
   *
   * @throws AdapterException.SchemaChanged where the table is not what it was when it was opened
   * @throws AdapterException.CursorExpired where the rows do not tell their key
   */
  void learn(LogMessage.Relation relation, Duration within) {
    Map<String, Type> types = sessions.read(dataset(), Isolation.ONE_SNAPSHOT, within, this::types);
    List<Place> key = new ArrayList<>();
    for (Column column : form.key()) {
      Place place = place(column, relation, types);
      if (place.index() < 0 || !relation.columns().get(place.index()).identifying()) {
        throw expired("the log does not tell the key of rows that are gone: " + relation);
      }
      key.add(place);
    }
    layout =
        new Layout(
            relation.id(),
            key,
            form.carried().stream().map(each -> place(each, relation, types)).toList());
  }

  private static Place place(Column column, LogMessage.Relation relation, Map<String, Type> types) {
    Type now = types.get(column.name());
    int index = relation.indexOf(column.name());
    boolean same =
        index >= 0 && now != null && relation.columns().get(index).type() == now.number();
    return new Place(same ? index : -1, LogText.of(column.form(), now == null ? "" : now.base()));
  }

  private Map<String, Type> types(Session session) {
    TableShape now =
        form.dialect()
            .describe(session.sql(), form.shape().name())
            .orElseThrow(() -> changed("is not there any more"));
    form.key().forEach(column -> requireSame(now, column));
    form.carried().forEach(column -> requireSame(now, column));
    Map<String, Type> types = new HashMap<>();
    session
        .sql()
        .select(
            field("a.attname::text", String.class),
            field("a.atttypid::bigint", Long.class),
            field("coalesce(b.typname, t.typname)::text", String.class))
        .from(
            "pg_attribute a join pg_type t on t.oid = a.atttypid"
                + " left join pg_type b on b.oid = t.typbasetype")
        .where(
            "a.attrelid = concat(quote_ident({0}), '.', quote_ident({1}))::regclass"
                + " and a.attnum > 0 and not a.attisdropped",
            val(form.shape().name().schema().orElseThrow()), val(form.shape().name().table()))
        .forEach(row -> types.put(row.value1(), new Type(row.value2().intValue(), row.value3())));
    return types;
  }

  private void requireSame(TableShape now, Column column) {
    Column found =
        now.column(column.name())
            .orElseThrow(() -> changed("has no column " + column.name() + " any more"));
    if (found.form() != column.form()
        || !found.typeName().equals(column.typeName())
        || !found.typeSchema().equals(column.typeSchema())) {
      throw changed(
          "has another type of "
              + column.name()
              + ": was="
              + column.declared()
              + " is="
              + found.declared());
    }
  }

  /** What a message tells of our table, in order. */
  List<Change> changes(LogMessage message, Instant committed) {
    if (message instanceof LogMessage.Inserted inserted) {
      LogTuple row = inserted.row();
      return List.of(shown(key(row, Optional.empty()), row, Optional.empty(), committed));
    }
    if (message instanceof LogMessage.Updated updated) {
      NativeKey now = key(updated.row(), updated.before());
      Change shown = shown(now, updated.row(), updated.before(), committed);
      Optional<NativeKey> before = updated.before().map(row -> key(row, Optional.empty()));
      return before.isPresent() && !before.get().equals(now)
          ? List.of(new Change.Moved(before.get(), now), shown)
          : List.of(shown);
    }
    LogMessage.Deleted deleted = (LogMessage.Deleted) message;
    return List.of(
        new Change.Deleted(
            key(deleted.before(), Optional.empty()), Optional.empty(), Optional.of(committed)));
  }

  private NativeKey key(LogTuple row, Optional<LogTuple> before) {
    List<String> parts = new ArrayList<>();
    List<Place> places = known().key();
    for (int i = 0; i < places.size(); i++) {
      Column column = form.key().get(i);
      String text =
          text(places.get(i), row, before)
              .orElseThrow(() -> expired("a row does not tell " + column.name()));
      parts.add(column.form().keyPart(text).orElse(text));
    }
    return new NativeKey(parts);
  }

  private Change shown(NativeKey key, LogTuple row, Optional<LogTuple> before, Instant committed) {
    List<@Nullable String> texts = new ArrayList<>(form.carried().size());
    for (Place place : known().fields()) {
      if (!isTold(place, row) && !before.map(each -> isTold(place, each)).orElse(false)) {
        return new Change.Hinted(key);
      }
      texts.add(text(place, row, before).orElse(null));
    }
    return new Change.Upserted(
        key, new Image(form.row(() -> key, texts), Optional.empty(), Optional.of(committed)));
  }

  private static boolean isTold(Place place, LogTuple row) {
    return place.index() >= 0 && row.tells(place.index());
  }

  /** A value that was not changed is the one before, where the whole row before is told. */
  private static Optional<String> text(Place place, LogTuple row, Optional<LogTuple> before) {
    LogTuple told = isTold(place, row) ? row : before.orElse(row);
    return told.text(place.index()).map(place.text()::shown);
  }

  private Layout known() {
    Layout known = layout;
    if (known == null) {
      throw new IllegalStateException("must be told of the relation first: " + dataset());
    }
    return known;
  }

  AdapterException expired(String why) {
    return new AdapterException.CursorExpired(dataset() + ": " + why, null);
  }

  private AdapterException changed(String how) {
    return new AdapterException.SchemaChanged(dataset() + " " + how);
  }

  private String dataset() {
    return form.shape().name().toString();
  }
}
