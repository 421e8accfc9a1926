package io.syncline.store;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Version;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ValueImage;

/** Writes the parts that several images are made of. {@link PartReader} reads them. */
final class PartWriter {

  private PartWriter() {}

  static void key(ByteSink sink, NativeKey key) {
    sink.putNumber(key.parts().size());
    key.parts().forEach(sink::putText);
  }

  static void row(ByteSink sink, Symbols symbols, Row row) {
    sink.putNumber(row.size());
    row.forEach(
        (name, value) -> {
          sink.putNumber(symbols.number(name));
          ValueImage.write(sink, value);
        });
  }

  static void version(ByteSink sink, Version version) {
    if (version instanceof Version.Ordered ordered) {
      sink.put(0);
      sink.putSigned(ordered.position());
    } else {
      sink.put(1);
      sink.putText(((Version.Opaque) version).token());
    }
  }
}
