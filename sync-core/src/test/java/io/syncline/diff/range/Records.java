package io.syncline.diff.range;

import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.RowReader;
import java.util.Arrays;
import java.util.List;

/** Packs records of a number, some text and a count, under keys of several forms. */
final class Records {

  static final Records NUMBERED =
      new Records(base().key("id", FieldType.integer()).field("name", FieldType.text()).build());

  /** Two thirds of the keys have the same first part; the second is text of any length. */
  static final Records COMPOSITE =
      new Records(
          base()
              .key("shop", FieldType.text())
              .key("code", FieldType.text())
              .key("id", FieldType.integer())
              .field("name", FieldType.text())
              .build());

  final PackedSchema schema;

  private Records(PackedSchema schema) {
    this.schema = schema;
  }

  private static PackedSchema.Builder base() {
    return PackedSchema.builder();
  }

  byte[] key(long id) {
    return key(nativeKey(id));
  }

  NativeKey nativeKey(long id) {
    if (this == NUMBERED) {
      return NativeKey.of(Long.toString(id));
    }
    String shop = Math.floorMod(id, 3) == 0 ? "zürich" : "köln";
    return NativeKey.of(shop, "c|" + "é\0".repeat(Math.floorMod(id, 7)), Long.toString(id));
  }

  NativeKey nativeKey(RowReader reader, byte[] key) {
    return new NativeKey(reader.key(key, 0).stream().map(Value::toString).toList());
  }

  byte[] key(NativeKey key) {
    RowPacker packer = new RowPacker(schema);
    packer.begin();
    putKey(packer, key);
    packer.putNull();
    packer.end();
    return Arrays.copyOf(packer.bytes(), packer.keyEnd());
  }

  byte[] row(long id, String name) {
    RowPacker packer = new RowPacker(schema);
    packer.begin();
    putKey(packer, nativeKey(id));
    packer.putText(name);
    packer.end();
    return Arrays.copyOf(packer.bytes(), packer.size());
  }

  private void putKey(RowPacker packer, NativeKey key) {
    List<PackedField> parts = schema.key();
    for (int i = 0; i < parts.size(); i++) {
      String part = key.parts().get(i);
      if (parts.get(i).type().kind() == ValueKind.INTEGER) {
        packer.putLong(Long.parseLong(part));
      } else {
        packer.putText(part);
      }
    }
  }
}
