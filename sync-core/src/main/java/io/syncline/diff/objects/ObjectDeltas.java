package io.syncline.diff.objects;

import io.syncline.diff.ChangeKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Hands on what differs as objects. */
record ObjectDeltas<T>(List<ObjectField<T>> fields, Consumer<? super ObjectDelta<T>> consumer)
    implements ObjectChanges<T> {

  @Override
  public void insert(Keys keys, int i, T right) {
    give(ChangeKind.INSERT, Optional.empty(), Optional.of(right), List.of());
  }

  @Override
  public void update(Keys keys, int i, T left, T right, int[] changed, int count) {
    give(ChangeKind.UPDATE, Optional.of(left), Optional.of(right), names(fields, changed, count));
  }

  @Override
  public void delete(Keys keys, int i, T left) {
    give(ChangeKind.DELETE, Optional.of(left), Optional.empty(), List.of());
  }

  private void give(ChangeKind kind, Optional<T> left, Optional<T> right, List<String> names) {
    consumer.accept(new ObjectDelta<>(kind, left, right, names));
  }

  static <T> List<String> names(List<ObjectField<T>> fields, int[] changed, int count) {
    return IntStream.range(0, count).mapToObj(i -> fields.get(changed[i]).name()).toList();
  }
}
