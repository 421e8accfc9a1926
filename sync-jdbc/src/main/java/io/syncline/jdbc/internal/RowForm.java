package io.syncline.jdbc.internal;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Image;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the rows of one dataset are selected and read: the key, the fields carried, the version, the
 * stamp. All as text. A value that is none of ours, such as an infinite date, is left out of its
 * row and logged: absent is not null, and the record's other fields flow on.
 */
public final class RowForm {

  /** What the table is called in every statement. */
  public static final String ALIAS = Dialect.ALIAS;

  private static final Logger LOG = LoggerFactory.getLogger(RowForm.class);

  private final Dialect dialect;
  private final TableShape table;
  private final List<Column> key;
  private final List<Column> carried;
  private final List<String> names;
  private final Optional<Field<String>> version;
  private final Optional<Column> stamp;

  /**
   * @param version of the row that is {@link #ALIAS}; empty: rows have none
   * @param stamp the column that tells when a row was changed
   */
  public RowForm(
      Dialect dialect,
      TableShape table,
      List<Column> key,
      List<Column> carried,
      Optional<Field<String>> version,
      Optional<Column> stamp) {
    this.dialect = dialect;
    this.table = table;
    this.key = List.copyOf(key);
    this.carried = List.copyOf(carried);
    this.names = carried.stream().map(Column::name).toList();
    this.version = version;
    this.stamp = stamp;
  }

  public Dialect dialect() {
    return dialect;
  }

  public TableShape shape() {
    return table;
  }

  public List<Column> key() {
    return key;
  }

  public List<Column> carried() {
    return carried;
  }

  public Optional<Column> carried(String wanted) {
    int i = names.indexOf(wanted);
    return i < 0 ? Optional.empty() : Optional.of(carried.get(i));
  }

  public boolean versioned() {
    return version.isPresent();
  }

  /** Whether the database itself sees to it that no two rows have the same key. */
  public boolean hasUniqueKey() {
    return Set.copyOf(table.primaryKey())
        .equals(key.stream().map(Column::name).collect(Collectors.toSet()));
  }

  /** The column that tells when a row was changed; empty: none is read. */
  public Optional<Column> stamp() {
    return stamp;
  }

  /** The table under its {@link #ALIAS}. */
  public Table<?> table() {
    return DSL.table(table.name().name()).as(name(ALIAS));
  }

  /** The same without one, as some databases want it of an insert. */
  public Table<?> unaliased() {
    return DSL.table(table.name().name());
  }

  /** A column without the table. */
  public Field<?> bare(Column column) {
    return field(name(column.name()));
  }

  public Field<?> column(Column column) {
    return aliased(column);
  }

  /** A column of the table that goes by {@link #ALIAS}. */
  public static Field<?> aliased(Column column) {
    return field(name(ALIAS, column.name()));
  }

  /** What a version is compared with in a precondition; only where rows are versioned. */
  public Field<String> version() {
    return version.orElseThrow();
  }

  /**
   * What is selected, or returned by a write, for {@link #key(Record)} and {@link #image(Record)}.
   */
  public List<SelectField<?>> fields() {
    List<SelectField<?>> fields = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      fields.add(dialect.shown(key.get(i), column(key.get(i))).as("k" + i));
    }
    for (int i = 0; i < carried.size(); i++) {
      fields.add(dialect.shown(carried.get(i), column(carried.get(i))).as("f" + i));
    }
    version.ifPresent(each -> fields.add(each.as("v")));
    stamp.ifPresent(each -> fields.add(dialect.shown(each, column(each)).as("s")));
    return fields;
  }

  /** The key's parts as text, in the form that is always used. */
  public List<String> keyParts(Record row) {
    List<String> parts = new ArrayList<>(key.size());
    int first = row.indexOf("k0");
    for (int i = 0; i < key.size(); i++) {
      String text = row.get(first + i, String.class);
      parts.add(key.get(i).form().keyPart(text).orElse(text));
    }
    return parts;
  }

  public NativeKey key(Record row) {
    return new NativeKey(keyParts(row));
  }

  /** The parts of a key as they are sent; empty where no row can have this key. */
  public Optional<List<String>> keyParts(NativeKey wanted) {
    if (wanted.parts().size() != key.size()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>(key.size());
    for (int i = 0; i < key.size(); i++) {
      key.get(i).form().keyPart(wanted.parts().get(i)).ifPresent(parts::add);
    }
    return parts.size() == key.size() ? Optional.of(parts) : Optional.empty();
  }

  /**
   * That a row has this key.
   *
   * @param text of the part of the key that has this place
   */
  public Condition isKey(IntFunction<Field<String>> text) {
    Condition[] same = new Condition[key.size()];
    for (int i = 0; i < same.length; i++) {
      same[i] = dialect.isKey(key.get(i), column(key.get(i)), text.apply(i));
    }
    return and(same);
  }

  public Image image(Record row) {
    return new Image(row(row), rowVersion(row), changedAt(row));
  }

  public Row row(Record row) {
    List<@Nullable String> texts = new ArrayList<>(carried.size());
    int first = row.indexOf("f0");
    for (int i = 0; i < carried.size(); i++) {
      texts.add(row.get(first + i, String.class));
    }
    return row(() -> key(row), texts);
  }

  /**
   * The row of these texts, in the order of {@link #carried()}.
   *
   * @param texts as {@link Dialect#shown} gives them; null: NULL
   */
  public Row row(Supplier<NativeKey> key, List<@Nullable String> texts) {
    Value[] values = new Value[carried.size()];
    boolean whole = true;
    for (int i = 0; i < values.length; i++) {
      String text = texts.get(i);
      Optional<Value> value =
          text == null ? Optional.of(Value.NULL) : carried.get(i).form().decode(text);
      if (value.isPresent()) {
        values[i] = value.get();
      } else {
        whole = false;
        LOG.warn(
            "{} {}: field {} holds what is no value of {} and is left out: {}",
            table.name(),
            key.get(),
            names.get(i),
            carried.get(i).type(),
            text);
      }
    }
    return whole ? Row.of(names, values) : present(values);
  }

  private Row present(Value[] values) {
    Row.Builder builder = Row.builder();
    for (int i = 0; i < values.length; i++) {
      Value value = Arrays.asList(values).get(i);
      if (value != null) {
        builder.set(names.get(i), value);
      }
    }
    return builder.build();
  }

  public Optional<Version> rowVersion(Record row) {
    return versioned()
        ? Optional.ofNullable(row.get("v", String.class)).map(Version::opaque)
        : Optional.empty();
  }

  /** The stamp's text, for a position. */
  public String stamp(Record row) {
    return row.get("s", String.class);
  }

  private Optional<Instant> changedAt(Record row) {
    return stamp
        .filter(column -> column.form() == TextForm.INSTANT)
        .flatMap(column -> Optional.ofNullable(stamp(row)).flatMap(column.form()::decode))
        .map(value -> ((Value.Moment) value).value());
  }
}
