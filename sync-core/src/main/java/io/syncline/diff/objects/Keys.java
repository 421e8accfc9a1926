package io.syncline.diff.objects;

import io.syncline.diff.DiffException;
import io.syncline.diff.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys of all objects of a side, taken out of them once: a column per part. */
final class Keys {

  private final KeyColumn<?>[] columns;
  private final int size;

  private Keys(KeyColumn<?>[] columns, int size) {
    this.columns = columns;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // the side's objects
  static <T> Keys of(Side side, List<KeyPart<T>> parts, Object[] items) {
    KeyColumn<?>[] columns = new KeyColumn<?>[parts.size()];
    for (int part = 0; part < columns.length; part++) {
      KeyColumn<T> column = parts.get(part).column(items.length);
      for (int i = 0; i < items.length; i++) {
        if (!column.set(i, (T) items[i])) {
          throw new DiffException(
              "must have a key: side=" + side + " position=" + i + " part=" + part);
        }
      }
      columns[part] = column;
    }
    return new Keys(columns, items.length);
  }

  int size() {
    return size;
  }

  int compare(int i, int j) {
    return compare(i, this, j);
  }

  /** Compares the i-th key with the j-th of another side. */
  int compare(int i, Keys other, int j) {
    int order = columns[0].compare(i, other.columns[0], j);
    for (int part = 1; order == 0 && part < columns.length; part++) {
      order = columns[part].compare(i, other.columns[part], j);
    }
    return order;
  }

  Keys permute(int[] order) {
    KeyColumn<?>[] permuted = new KeyColumn<?>[columns.length];
    Arrays.setAll(permuted, part -> columns[part].permute(order));
    return new Keys(permuted, size);
  }

  List<Object> parts(int i) {
    List<Object> parts = new ArrayList<>(columns.length);
    for (KeyColumn<?> column : columns) {
      parts.add(column.get(i));
    }
    return parts;
  }

  String text(int i) {
    return parts(i).toString();
  }
}
