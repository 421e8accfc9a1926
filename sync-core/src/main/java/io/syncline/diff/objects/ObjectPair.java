package io.syncline.diff.objects;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Two collections that are to be compared, once it is said by which key. Immutable. */
public final class ObjectPair<T> {

  private final Collection<? extends T> left;
  private final Collection<? extends T> right;

  public ObjectPair(Collection<? extends T> left, Collection<? extends T> right) {
    this.left = left;
    this.right = right;
  }

  /**
   * Pairs objects by this key, in its natural order; {@link ObjectDiff#by} adds another part.
   *
   * @param key never null
   */
  public ObjectDiff<T> by(Function<? super T, ? extends Comparable<?>> key) {
    return diff(KeyPart.of(key));
  }

  /** As {@link #by}, without a box per object. */
  public ObjectDiff<T> byLong(ToLongFunction<? super T> key) {
    return diff(KeyPart.ofLong(key));
  }

  private ObjectDiff<T> diff(KeyPart<T> part) {
    return new ObjectDiff<>(
        left, right, List.of(part), List.of(), io.syncline.diff.DiffWatching.none());
  }
}
