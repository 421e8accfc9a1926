package io.syncline.diff.objects;

import io.syncline.diff.RowSource;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Says which columns objects have, by their getters; {@link #by} ends it. A getter may give null
 * but for a part of the key. Immutable: each method gives a new one.
 */
public final class ObjectColumns<T> {

  private final String name;
  private final Collection<? extends T> objects;
  private final List<PackedField> columns;
  private final Map<String, ColumnWriter<T>> writers;

  ObjectColumns(
      String name,
      Collection<? extends T> objects,
      List<PackedField> columns,
      Map<String, ColumnWriter<T>> writers) {
    this.name = name;
    this.objects = objects;
    this.columns = columns;
    this.writers = writers;
  }

  public ObjectColumns<T> bool(String column, Predicate<? super T> getter) {
    return add(
        column, FieldType.bool(), (object, packer) -> packer.putBoolean(getter.test(object)));
  }

  /** For whole numbers that may be null, use {@link #value}. */
  public ObjectColumns<T> integer(String column, ToLongFunction<? super T> getter) {
    return add(
        column,
        FieldType.integer(),
        (object, packer) -> packer.putLong(getter.applyAsLong(object)));
  }

  public ObjectColumns<T> real(String column, ToDoubleFunction<? super T> getter) {
    return add(
        column,
        FieldType.real(),
        (object, packer) -> packer.putDouble(getter.applyAsDouble(object)));
  }

  public ObjectColumns<T> decimal(String column, Function<? super T, BigDecimal> getter) {
    return add(column, FieldType.decimal(), ColumnWriter.of(getter, RowPacker::putDecimal));
  }

  public ObjectColumns<T> text(String column, Function<? super T, String> getter) {
    return add(column, FieldType.text(), ColumnWriter.of(getter, RowPacker::putText));
  }

  public ObjectColumns<T> binary(String column, Function<? super T, byte[]> getter) {
    return add(column, FieldType.binary(), ColumnWriter.of(getter, RowPacker::putBinary));
  }

  public ObjectColumns<T> date(String column, Function<? super T, LocalDate> getter) {
    return add(
        column,
        FieldType.date(),
        ColumnWriter.of(getter, (packer, date) -> packer.putDate(date.toEpochDay())));
  }

  public ObjectColumns<T> time(String column, Function<? super T, LocalTime> getter) {
    return add(
        column,
        FieldType.time(),
        ColumnWriter.of(getter, (packer, time) -> packer.putTime(time.toNanoOfDay())));
  }

  public ObjectColumns<T> dateTime(String column, Function<? super T, LocalDateTime> getter) {
    return add(
        column,
        FieldType.dateTime(),
        ColumnWriter.of(
            getter,
            (packer, time) ->
                packer.putDateTime(time.toEpochSecond(ZoneOffset.UTC), time.getNano())));
  }

  public ObjectColumns<T> instant(String column, Function<? super T, Instant> getter) {
    return add(
        column,
        FieldType.instant(),
        ColumnWriter.of(
            getter,
            (packer, instant) -> packer.putInstant(instant.getEpochSecond(), instant.getNano())));
  }

  public ObjectColumns<T> uuid(String column, Function<? super T, UUID> getter) {
    return add(
        column,
        FieldType.uuid(),
        ColumnWriter.of(
            getter,
            (packer, uuid) ->
                packer.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())));
  }

  /**
   * A column of any type.
   *
   * @param getter null is {@link Value#NULL}
   */
  public ObjectColumns<T> value(
      String column, FieldType type, Function<? super T, ? extends Value> getter) {
    return add(column, type, ColumnWriter.of(getter, RowPacker::put));
  }

  private ObjectColumns<T> add(String column, FieldType type, ColumnWriter<T> writer) {
    if (writers.containsKey(column)) {
      throw new IllegalArgumentException("must name a column once: column=" + column);
    }
    List<PackedField> longer = new ArrayList<>(columns);
    longer.add(PackedField.of(column, type));
    Map<String, ColumnWriter<T>> more = new HashMap<>(writers);
    more.put(column, writer);
    return new ObjectColumns<>(name, objects, longer, more);
  }

  /**
   * Ends the declaration.
   *
   * @param key the columns that make the key, in order; all others are fields
   */
  public RowSource by(String... key) {
    List<String> parts = Arrays.asList(key);
    PackedSchema.Builder schema = PackedSchema.builder();
    for (String part : parts) {
      schema.key(
          columns.stream()
              .filter(column -> column.name().equals(part))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "must be a column: key=" + part + " columns=" + names())));
    }
    columns.stream().filter(column -> !parts.contains(column.name())).forEach(schema::field);
    return new ObjectSource<>(name, schema.build(), objects, writers);
  }

  private List<String> names() {
    return columns.stream().map(PackedField::name).toList();
  }
}
