package io.syncline.diff.range;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects changes as text, and says which there should be. */
final class Changes implements ChangeSink {

  private final RowReader reader;
  final List<String> found = new ArrayList<>();

  Changes(Records records) {
    this.reader = new RowReader(records.schema);
  }

  @Override
  public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields) {
    String key = (l >= 0 ? reader.key(left, l) : reader.key(right, r)).toString();
    String before = l >= 0 ? reader.get(left, l, 0).orElseThrow().toString() : "";
    String after = r >= 0 ? reader.get(right, r, 0).orElseThrow().toString() : "";
    found.add(kind + " " + key + " " + before + ">" + after + " " + fields);
  }

  static List<String> expected(MemorySide left, MemorySide right) {
    return expected(left.records, left.rows, right.rows);
  }

  static List<String> expected(
      Records records, NavigableMap<byte[], byte[]> left, NavigableMap<byte[], byte[]> right) {
    NavigableMap<byte[], byte[]> all = new TreeMap<>(Arrays::compareUnsigned);
    all.putAll(left);
    all.putAll(right);
    Changes changes = new Changes(records);
    Slab none = new Slab(records.schema);
    for (byte[] key : all.keySet()) {
      byte[] l = left.get(key);
      byte[] r = right.get(key);
      if (!Arrays.equals(l, r)) {
        ChangeKind kind =
            l == null ? ChangeKind.INSERT : r == null ? ChangeKind.DELETE : ChangeKind.UPDATE;
        changes.change(
            kind,
            slab(records, key, l, none),
            l == null ? -1 : 0,
            slab(records, key, r, none),
            r == null ? -1 : 0,
            kind == ChangeKind.UPDATE ? 1 : 0);
      }
    }
    return changes.found;
  }

  private static Slab slab(Records records, byte[] key, byte @Nullable [] row, Slab none) {
    if (row == null) {
      return none;
    }
    Slab slab = new Slab(records.schema, row.length);
    slab.append(row, 0, key.length, row.length);
    return slab;
  }
}
