package io.syncline.store;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.packed.ByteSource;
import io.syncline.packed.ValueImage;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link PartWriter} wrote. */
final class PartReader {

  private PartReader() {}

  static NativeKey key(ByteSource source) {
    int count = source.getCount();
    List<String> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(source.getText());
    }
    return new NativeKey(parts);
  }

  static Row row(ByteSource source, Symbols symbols) {
    int count = source.getCount();
    if (count == 0) {
      return Row.empty();
    }
    List<String> names = new ArrayList<>(count);
    Value[] values = new Value[count];
    for (int i = 0; i < count; i++) {
      names.add(symbols.text(source.getInt()));
      values[i] = ValueImage.read(source);
    }
    return Row.of(names, values);
  }

  static Version version(ByteSource source) {
    return source.get() == 0
        ? Version.ordered(source.getSigned())
        : Version.opaque(source.getText());
  }
}
