package io.syncline.diff.objects;

import io.syncline.diff.Delta;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps the first deltas as rows. */
final class ObjectReport<T> implements ObjectChanges<T> {

  private final List<String> keyNames;
  private final List<ObjectField<T>> fields;
  private final List<String> fieldNames;
  private final int most;
  private final List<Delta> shown = new ArrayList<>();

  ObjectReport(int keyParts, List<ObjectField<T>> fields, int most) {
    if (most < 0) {
      throw new IllegalArgumentException("must be >= 0: most=" + most);
    }
    this.keyNames =
        keyParts == 1
            ? List.of("key")
            : IntStream.rangeClosed(1, keyParts).mapToObj(part -> "key " + part).toList();
    this.fields = fields;
    this.fieldNames = fields.stream().map(ObjectField::name).toList();
    this.most = most;
  }

  List<Delta> shown() {
    return shown;
  }

  @Override
  public void insert(Keys keys, int i, T right) {
    if (shown.size() < most) {
      shown.add(Delta.insert(key(keys, i), row(right)));
    }
  }

  @Override
  public void update(Keys keys, int i, T left, T right, int[] changed, int count) {
    if (shown.size() < most) {
      List<String> names = ObjectDeltas.names(fields, changed, count);
      shown.add(Delta.update(key(keys, i), row(left), row(right), names));
    }
  }

  @Override
  public void delete(Keys keys, int i, T left) {
    if (shown.size() < most) {
      shown.add(Delta.delete(key(keys, i), row(left)));
    }
  }

  private Row key(Keys keys, int i) {
    return Row.of(keyNames, keys.parts(i).stream().map(ObjectValue::of).toArray(Value[]::new));
  }

  private Row row(T object) {
    return Row.of(
        fieldNames,
        fields.stream().map(field -> ObjectValue.of(field.get(object))).toArray(Value[]::new));
  }
}
