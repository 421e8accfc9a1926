package io.syncline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Field name to value, immutable, in order. A field that the row does not carry is absent, which is
 * not the same as {@link Value#NULL}. Two rows are equal when they carry equal fields, in any
 * order.
 *
 * <p>Rows read from one table share their list of names, so a row costs one array.
 */
public final class Row {

  private static final Row EMPTY = new Row(List.of(), new Value[0]);

  private final List<String> names;
  private final Value[] values;

  private Row(List<String> names, Value[] values) {
    this.names = names;
    this.values = values;
  }

  public static Row empty() {
    return EMPTY;
  }

  public static Row of(String name, Value value) {
    return new Row(List.of(name), new Value[] {value});
  }

  /** Takes the fields in the map's order. */
  public static Row of(Map<String, ? extends Value> fields) {
    return new Row(List.copyOf(fields.keySet()), fields.values().toArray(new Value[0]));
  }

  /**
   * A row whose names are shared with its neighbours.
   *
   * @param names distinct; pass the same immutable list for every row of a page
   * @param values as many as names, without Java nulls; copied
   */
  public static Row of(List<String> names, Value... values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(
          "must be as many values as names: names=" + names + " values=" + values.length);
    }
    return new Row(List.copyOf(names), values.clone());
  }

  public static Builder builder() {
    return new Builder(List.of());
  }

  /**
   * For a row that will most likely have just these fields in this order: then it shares the list.
   *
   * @param names distinct; pass the same immutable list for every row of an entity
   */
  public static Builder builder(List<String> names) {
    return new Builder(List.copyOf(names));
  }

  /** The value, which may be {@link Value#NULL}; empty where the field is absent. */
  public Optional<Value> get(String name) {
    int i = names.indexOf(name);
    return i < 0 ? Optional.empty() : Optional.of(values[i]);
  }

  public boolean has(String name) {
    return names.contains(name);
  }

  public List<String> names() {
    return names;
  }

  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  public void forEach(BiConsumer<? super String, ? super Value> action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(names.get(i), values[i]);
    }
  }

  /** This row without the fields that are not named. */
  public Row only(Collection<String> kept) {
    Builder builder = builder();
    forEach(
        (name, value) -> {
          if (kept.contains(name)) {
            builder.set(name, value);
          }
        });
    return builder.build();
  }

  /** This row with the fields of {@code other} laid over it. */
  public Row with(Row other) {
    if (other.isEmpty()) {
      return this;
    }
    if (names.equals(other.names)) {
      return other;
    }
    Builder builder = builder(names);
    forEach(builder::set);
    other.forEach(builder::set);
    return builder.build();
  }

  public Map<String, Value> toMap() {
    Map<String, Value> map = new LinkedHashMap<>();
    forEach(map::put);
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Row that)) {
      return false;
    }
    return names.equals(that.names)
        ? Arrays.equals(values, that.values)
        : names.size() == that.names.size() && toMap().equals(that.toMap());
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += names.get(i).hashCode() ^ values[i].hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }

  /** Collects fields; a field set twice keeps its place and takes the later value. */
  public static final class Builder {

    private final List<String> expected;
    private final List<String> names = new ArrayList<>(0);
    private final List<Value> values;
    private boolean asExpected = true;

    private Builder(List<String> expected) {
      this.expected = expected;
      this.values = new ArrayList<>(expected.size());
    }

    public Builder set(String name, Value value) {
      if (asExpected) {
        int next = values.size();
        if (next < expected.size() && expected.get(next).equals(name)) {
          values.add(value);
          return this;
        }
        names.addAll(expected.subList(0, next));
        asExpected = false;
      }
      int i = names.indexOf(name);
      if (i < 0) {
        names.add(name);
        values.add(value);
      } else {
        values.set(i, value);
      }
      return this;
    }

    public Row build() {
      if (values.isEmpty()) {
        return EMPTY;
      }
      List<String> built = asExpected ? expected.subList(0, values.size()) : names;
      boolean whole = asExpected && values.size() == expected.size();
      return new Row(whole ? expected : List.copyOf(built), values.toArray(new Value[0]));
    }
  }
}
