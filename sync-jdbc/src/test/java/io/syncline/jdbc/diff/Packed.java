package io.syncline.jdbc.diff;

import io.syncline.diff.RowCursor;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Rows as a source packed them. */
record Packed(PackedSchema schema, List<byte[]> rows) {

  static Packed all(TableSource source) {
    return all(source, source.schema());
  }

  static Packed all(TableSource source, PackedSchema schema) {
    try (RowCursor cursor = source.open(schema)) {
      return of(cursor, schema);
    }
  }

  static Packed of(RowCursor cursor, PackedSchema schema) {
    Slab slab = new Slab(schema, 4_096);
    List<byte[]> rows = new ArrayList<>();
    for (cursor.read(slab); !slab.isEmpty(); cursor.read(slab)) {
      for (int i = 0; i < slab.rows(); i++) {
        rows.add(Arrays.copyOfRange(slab.bytes(), slab.start(i), slab.end(i)));
      }
    }
    return new Packed(schema, rows);
  }

  static Packed of(PackedSchema schema, BinaryCopy copy, List<byte[]> pieces) {
    RowPacker packer = new RowPacker(schema);
    List<byte[]> rows = new ArrayList<>();
    for (byte[] each : pieces) {
      copy.feed(each);
      while (copy.next(packer)) {
        rows.add(Arrays.copyOf(packer.bytes(), packer.size()));
      }
    }
    copy.close();
    return new Packed(schema, rows);
  }

  List<String> hex() {
    return rows.stream().map(HexFormat.of()::formatHex).toList();
  }

  List<Row> values() {
    RowReader reader = new RowReader(schema);
    List<Row> values = new ArrayList<>();
    for (byte[] each : rows) {
      Slab slab = new Slab(schema, Math.max(1, each.length));
      slab.append(each, 0, reader.keyEnd(each, 0), each.length);
      values.add(reader.row(slab, 0));
    }
    return values;
  }

  List<NativeKey> keys() {
    RowReader reader = new RowReader(schema);
    return rows.stream()
        .map(each -> new NativeKey(reader.key(each, 0).stream().map(Object::toString).toList()))
        .toList();
  }

  List<String> texts(String field) {
    return values().stream().map(row -> text(row, field)).toList();
  }

  private static String text(Row row, String field) {
    return Optional.ofNullable(row.get(field).orElse(null)).map(Object::toString).orElse("absent");
  }

  /** The first key that does not come behind the one before it; -1: none. */
  int firstOutOfOrder() {
    RowReader reader = new RowReader(schema);
    for (int i = 1; i < rows.size(); i++) {
      byte[] before = rows.get(i - 1);
      byte[] here = rows.get(i);
      if (Arrays.compareUnsigned(
              before, 0, reader.keyEnd(before, 0), here, 0, reader.keyEnd(here, 0))
          >= 0) {
        return i;
      }
    }
    return -1;
  }
}
