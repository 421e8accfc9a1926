package io.syncline.diff.objects;

import io.syncline.diff.Cancellation;
import io.syncline.diff.DiffProgress;
import io.syncline.diff.DiffSummary;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.DiffWatching;
import io.syncline.diff.Side;
import io.syncline.diff.report.DiffReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Compares two collections of Java objects where they are, in the order of their keys: nothing is
 * packed, hashed or copied but the keys. A collection that is not in ascending order is sorted, as
 * a copy of its references. Immutable: each method gives a new one; thread-safe as long as nobody
 * changes the collections.
 *
 * <p>Fields are canonically equal: whole and decimal numbers by value (1.0 is 1.00), floating point
 * numbers with one NaN and one zero, points in time whatever their zone, byte arrays, other arrays
 * and collections by their elements, null equal to null alone; other objects by {@code equals}, or
 * as {@link #field(String, Function, BiPredicate)} says.
 *
 * <p>Every run throws {@link io.syncline.diff.DiffException}, naming side and key, where an object
 * or a part of its key is null, or two objects of one side have one key; and {@link
 * io.syncline.diff.DiffCancelled} where it was cancelled or its thread interrupted.
 */
public final class ObjectDiff<T> {

  private final Collection<? extends T> left;
  private final Collection<? extends T> right;
  private final List<KeyPart<T>> key;
  private final List<ObjectField<T>> fields;
  private final DiffWatching watching;

  ObjectDiff(
      Collection<? extends T> left,
      Collection<? extends T> right,
      List<KeyPart<T>> key,
      List<ObjectField<T>> fields,
      DiffWatching watching) {
    this.left = left;
    this.right = right;
    this.key = List.copyOf(key);
    this.fields = List.copyOf(fields);
    this.watching = watching;
  }

  /** Adds a part to the key, in its natural order; never null. */
  public ObjectDiff<T> by(Function<? super T, ? extends Comparable<?>> part) {
    return and(KeyPart.of(part));
  }

  /** As {@link #by}, without a box per object. */
  public ObjectDiff<T> byLong(ToLongFunction<? super T> part) {
    return and(KeyPart.ofLong(part));
  }

  private ObjectDiff<T> and(KeyPart<T> part) {
    return new ObjectDiff<>(left, right, with(key, part), fields, watching);
  }

  /** Compares a field by canonical equality. */
  public ObjectDiff<T> field(String name, Function<? super T, ?> getter) {
    return and(new ObjectField.Canonical<>(name, getter));
  }

  /**
   * Compares a field as the function says.
   *
   * @param equality whether two values, neither of them null, are equal
   */
  public <V> ObjectDiff<T> field(
      String name,
      Function<? super T, ? extends V> getter,
      BiPredicate<? super V, ? super V> equality) {
    return and(new ObjectField.Judged<T, V>(name, getter, equality));
  }

  /** Compares a whole number, without a box per object. */
  public ObjectDiff<T> longField(String name, ToLongFunction<? super T> getter) {
    return and(new ObjectField.OfLong<>(name, getter));
  }

  /** Compares a floating point number, without a box per object; one NaN, one zero. */
  public ObjectDiff<T> doubleField(String name, ToDoubleFunction<? super T> getter) {
    return and(new ObjectField.OfDouble<>(name, getter));
  }

  private ObjectDiff<T> and(ObjectField<T> field) {
    if (fields.stream().anyMatch(each -> each.name().equals(field.name()))) {
      throw new IllegalArgumentException("must name a field once: field=" + field.name());
    }
    return new ObjectDiff<>(left, right, key, with(fields, field), watching);
  }

  private static <E> List<E> with(List<E> list, E more) {
    List<E> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  public ObjectDiff<T> onProgress(DiffProgress progress) {
    return new ObjectDiff<>(left, right, key, fields, watching.with(progress));
  }

  public ObjectDiff<T> cancelledBy(Cancellation cancellation) {
    return new ObjectDiff<>(left, right, key, fields, watching.with(cancellation));
  }

  /**
   * Hands on what differs, in key order, on this thread; what the consumer throws ends the diff.
   */
  public DiffSummary forEach(Consumer<? super ObjectDelta<T>> consumer) {
    return run(new ObjectDeltas<>(fields, consumer));
  }

  /** Counts what differs. */
  public DiffSummary counts() {
    return run(new ObjectChanges<>() {});
  }

  /**
   * Counts what differs and keeps some of it.
   *
   * @param most how many deltas to keep, the first in key order; 0 or more
   */
  public DiffReport report(int most) {
    ObjectReport<T> report = new ObjectReport<>(key.size(), fields, most);
    DiffSummary summary = run(report);
    return new DiffReport("left", "right", summary, report.shown());
  }

  private DiffSummary run(ObjectChanges<T> changes) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("must compare a field: fields=[]");
    }
    DiffWatch watch = watching.start();
    watch.check();
    Items leftItems = Items.of(Side.LEFT, left, key);
    watch.check();
    Items rightItems = Items.of(Side.RIGHT, right, key);
    return new ObjectMerge<>(leftItems, rightItems, fields, changes).run(watch);
  }
}
