package io.syncline.diff.objects;

import io.syncline.packed.RowPacker;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Packs one column of an object. */
@FunctionalInterface
interface ColumnWriter<T> {

  void write(T object, RowPacker packer);

  /** A column that may be null. */
  static <T, V> ColumnWriter<T> of(
      Function<? super T, ? extends @Nullable V> getter, BiConsumer<RowPacker, V> writer) {
    return (object, packer) -> {
      V value = getter.apply(object);
      if (value == null) {
        packer.putNull();
      } else {
        writer.accept(packer, value);
      }
    };
  }
}
