package io.syncline.diff.range;

import io.syncline.diff.ChangeKind;
import io.syncline.model.FieldType;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes kept ranges of a map from numbers to digests, and the differences that it should show. */
@SuppressWarnings("NonApiType") // what is sorted says so
final class Kept {

  static final PackedSchema NUMBERS = PackedSchema.builder().key("id", FieldType.integer()).build();
  static final PackedSchema TEXTS =
      PackedSchema.builder()
          .key("shop", FieldType.text())
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .build();

  static final List<PackedSchema> NUMBERED_AND_TEXTS = List.of(NUMBERS, TEXTS);

  private Kept() {}

  static KeptRanges of(PackedSchema schema, TreeMap<Integer, Long> rows) {
    KeptRangesBuilder builder = new KeptRangesBuilder(schema);
    sorted(schema, rows).forEach((key, digest) -> builder.add(key, 0, key.length, digest));
    return builder.build();
  }

  private static TreeMap<byte[], Long> sorted(PackedSchema schema, Map<Integer, Long> rows) {
    TreeMap<byte[], Long> sorted = new TreeMap<>(Arrays::compareUnsigned);
    rows.forEach((key, digest) -> sorted.put(key(schema, key), digest));
    return sorted;
  }

  /** The packed key; of texts, one of very different lengths. */
  static byte[] key(PackedSchema schema, int id) {
    RowPacker packer = new RowPacker(schema);
    packer.begin();
    if (schema.equals(TEXTS)) {
      packer.putText("s".repeat(Math.floorMod(id, 23)));
    }
    packer.putLong(id);
    if (schema.equals(TEXTS)) {
      packer.putNull();
    }
    packer.end();
    return Arrays.copyOf(packer.bytes(), packer.keyEnd());
  }

  /** Changes rows and, each time, what is kept of them; keys go and come back. */
  static void edit(
      PackedSchema schema,
      TreeMap<Integer, Long> rows,
      KeptRanges ranges,
      int edits,
      Random random) {
    for (int i = 0; i < edits; i++) {
      int id = random.nextInt(1_000_000);
      Integer near = rows.ceilingKey(id);
      byte[] key = key(schema, near == null ? id : near);
      if (near == null || random.nextInt(4) == 0) {
        if (!rows.containsKey(id)) {
          rows.put(id, (long) i);
          ranges.insert(key(schema, id), i);
        }
      } else if (random.nextBoolean()) {
        ranges.delete(key, rows.remove(near));
      } else {
        ranges.update(key, rows.put(near, (long) i), i);
      }
    }
  }

  static List<String> differences(KeptRanges left, KeptRanges right) {
    RowReader reader = new RowReader(left.schema());
    List<String> found = new ArrayList<>();
    left.compare(
        right, (kind, bytes, from, to) -> found.add(kind + " " + text(reader, bytes, from)));
    return found;
  }

  static List<String> expected(
      PackedSchema schema, TreeMap<Integer, Long> left, TreeMap<Integer, Long> right) {
    RowReader reader = new RowReader(schema);
    TreeMap<byte[], Long> l = sorted(schema, left);
    TreeMap<byte[], Long> r = sorted(schema, right);
    TreeMap<byte[], Long> all = new TreeMap<>(l);
    all.putAll(r);
    List<String> expected = new ArrayList<>();
    for (byte[] key : all.keySet()) {
      if (!l.containsKey(key)) {
        expected.add(ChangeKind.INSERT + " " + text(reader, key, 0));
      } else if (!r.containsKey(key)) {
        expected.add(ChangeKind.DELETE + " " + text(reader, key, 0));
      } else if (!l.get(key).equals(r.get(key))) {
        expected.add(ChangeKind.UPDATE + " " + text(reader, key, 0));
      }
    }
    return expected;
  }

  private static String text(RowReader reader, byte[] bytes, int from) {
    List<String> parts = reader.key(bytes, from).stream().map(Object::toString).toList();
    return String.join("|", parts);
  }
}
