package io.syncline.diff.range;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.TwoWayMerge;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Makes, edits and compares sides in memory. */
final class MemoryDiff {

  static final DiffLimits INLINE = DiffLimits.defaults().withSlabsAhead(0);
  static final RangedSettings THIN = RangedSettings.defaults().with(Link.thin()).with(INLINE);

  private MemoryDiff() {}

  static MemorySide side(Records records, int size) {
    MemorySide side = new MemorySide(records);
    for (int id = 0; id < size; id++) {
      put(side, id, "name " + id);
    }
    return side;
  }

  static void put(MemorySide side, long id, String name) {
    side.rows.put(side.records.key(id), side.records.row(id, name));
  }

  static byte[] changed(MemorySide side, byte[] key) {
    byte[] row = side.rows.get(key).clone();
    row[row.length - 1] ^= 1;
    return row;
  }

  static MemorySide copy(MemorySide side) {
    MemorySide copy = new MemorySide(side.records);
    copy.rows.putAll(side.rows);
    copy.place = "there";
    return copy;
  }

  /** Some inserts, updates, deletes, and keys that go and come again; gives what was touched. */
  static NavigableMap<byte[], byte[]> edit(MemorySide side, int edits, Random random) {
    NavigableMap<byte[], byte[]> touched = new TreeMap<>(Arrays::compareUnsigned);
    int span = side.rows.size() + 50;
    for (int i = 0; i < edits; i++) {
      long id = random.nextInt(span) - 10L;
      byte[] key = side.records.key(id);
      if (random.nextInt(3) == 0) {
        side.rows.remove(key);
      } else {
        side.rows.put(key, side.records.row(id, "edit " + random.nextInt(9)));
      }
      touched.put(key, key);
    }
    return touched;
  }

  static String text(MemorySide side, byte[] key) {
    return new RowReader(side.records.schema).key(key, 0) + " ";
  }

  static SideBase base(Side side, MemorySide of) {
    DigestedRows rows = new DigestedRows(of.schema(), of.open(of.schema()));
    of.wholeRows = 0;
    return new SideBase(side, KeptBase.of("kept", KeptRanges.of(of.schema(), rows)));
  }

  static List<String> found(MemorySide left, MemorySide right, RangedSettings settings, Way way) {
    Changes changes = new Changes(left.records);
    diff(left, right, settings, way, changes);
    return changes.found;
  }

  static RangedOutcome diff(
      MemorySide left, MemorySide right, RangedSettings settings, Way way, Changes changes) {
    RangedDiff diff = new RangedDiff(left.schema(), left, right, settings);
    WayChoice plan = diff.plan();
    WayChoice choice = new WayChoice(plan.situation(), way, plan.costs(), plan.reasons());
    return diff.run(choice, (chosen, sink) -> whole(left, right, sink), changes, DiffWatch.none());
  }

  static String whole(MemorySide left, MemorySide right, ChangeSink sink) {
    PackedSchema schema = left.schema();
    try (SlabReader l = SlabReader.of(Side.LEFT, schema, left.open(schema), INLINE);
        SlabReader r = SlabReader.of(Side.RIGHT, schema, right.open(schema), INLINE)) {
      new TwoWayMerge(schema, l, r, sink, DiffWatch.none()).run();
    }
    return "read whole";
  }
}
