package io.syncline.diff.objects;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/** One part of the keys of all objects of a side. */
interface KeyColumn<T> {

  /** Reads the part of one object; false where it is null. */
  boolean set(int i, T object);

  /** Compares a part with one of another column of the same getter. */
  int compare(int i, KeyColumn<?> other, int j);

  KeyColumn<T> permute(int[] order);

  Object get(int i);

  /** Without a box per key. */
  record Longs<T>(ToLongFunction<? super T> getter, long[] values) implements KeyColumn<T> {

    @Override
    public boolean set(int i, T object) {
      values[i] = getter.applyAsLong(object);
      return true;
    }

    @Override
    public int compare(int i, KeyColumn<?> other, int j) {
      return Long.compare(values[i], ((Longs<?>) other).values[j]);
    }

    @Override
    public KeyColumn<T> permute(int[] order) {
      long[] permuted = new long[values.length];
      for (int i = 0; i < permuted.length; i++) {
        permuted[i] = values[order[i]];
      }
      return new Longs<>(getter, permuted);
    }

    @Override
    public Object get(int i) {
      return values[i];
    }
  }

  /** In natural order. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // parts of one place have one type
  record Comparables<T>(Function<? super T, ? extends Comparable<?>> getter, Comparable[] values)
      implements KeyColumn<T> {

    @Override
    public boolean set(int i, T object) {
      values[i] = getter.apply(object);
      return values[i] != null;
    }

    @Override
    public int compare(int i, KeyColumn<?> other, int j) {
      return values[i].compareTo(((Comparables<?>) other).values[j]);
    }

    @Override
    public KeyColumn<T> permute(int[] order) {
      Comparable[] permuted = new Comparable[values.length];
      for (int i = 0; i < permuted.length; i++) {
        permuted[i] = values[order[i]];
      }
      return new Comparables<>(getter, permuted);
    }

    @Override
    public Object get(int i) {
      return values[i];
    }
  }
}
