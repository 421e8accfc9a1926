package io.syncline.diff.objects;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How one part of a key is read from an object. */
interface KeyPart<T> {

  /** The column of this part, of all objects, empty yet. */
  KeyColumn<T> column(int size);

  static <T> KeyPart<T> ofLong(ToLongFunction<? super T> getter) {
    return size -> new KeyColumn.Longs<>(getter, new long[size]);
  }

  @SuppressWarnings("rawtypes") // parts of one place have one type, and know how to compare
  static <T> KeyPart<T> of(Function<? super T, ? extends Comparable<?>> getter) {
    return size -> new KeyColumn.Comparables<>(getter, new Comparable[size]);
  }
}
