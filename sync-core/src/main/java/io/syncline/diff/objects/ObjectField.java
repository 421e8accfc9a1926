package io.syncline.diff.objects;

import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One field of two objects. */
interface ObjectField<T> {

  String name();

  boolean equal(T left, T right);

  @Nullable Object get(T object);

  record Canonical<T>(String name, Function<? super T, ?> getter) implements ObjectField<T> {

    @Override
    public boolean equal(T left, T right) {
      return Equality.equal(getter.apply(left), getter.apply(right));
    }

    @Override
    public @Nullable Object get(T object) {
      return getter.apply(object);
    }
  }

  /** Equal when both are null or the user says so; never asked about a null. */
  record Judged<T, V>(
      String name,
      Function<? super T, ? extends V> getter,
      BiPredicate<? super V, ? super V> equality)
      implements ObjectField<T> {

    @Override
    public boolean equal(T left, T right) {
      V a = getter.apply(left);
      V b = getter.apply(right);
      return a == b || (a != null && b != null && equality.test(a, b));
    }

    @Override
    public @Nullable Object get(T object) {
      return getter.apply(object);
    }
  }

  record OfLong<T>(String name, ToLongFunction<? super T> getter) implements ObjectField<T> {

    @Override
    public boolean equal(T left, T right) {
      return getter.applyAsLong(left) == getter.applyAsLong(right);
    }

    @Override
    public Object get(T object) {
      return getter.applyAsLong(object);
    }
  }

  record OfDouble<T>(String name, ToDoubleFunction<? super T> getter) implements ObjectField<T> {

    @Override
    public boolean equal(T left, T right) {
      double a = getter.applyAsDouble(left);
      double b = getter.applyAsDouble(right);
      return a == b || (Double.isNaN(a) && Double.isNaN(b));
    }

    @Override
    public Object get(T object) {
      return getter.applyAsDouble(object);
    }
  }
}
