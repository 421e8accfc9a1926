package io.syncline.diff.join;

import io.syncline.diff.DiffException;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.RowReader;
import java.nio.file.Path;
import java.util.List;

/** What the parts of one diff share. Closing it removes its files. */
record Work(
    PackedSchema schema,
    RowReader reader,
    KeyDigest digest,
    Memory memory,
    SpillFolder folder,
    DiffWatch watch)
    implements AutoCloseable {

  /** Also removes what earlier processes left behind where this one may spill. */
  static Work of(PackedSchema schema, DiffLimits limits, DiffWatch watch) {
    return of(schema, limits, watch, RowDigest::of, Memory.of(schema, limits.memoryBytes()));
  }

  static Work of(
      PackedSchema schema, DiffLimits limits, DiffWatch watch, KeyDigest digest, Memory memory) {
    Path parent =
        limits.spillFolder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    Leftovers.remove(parent);
    SpillFolder folder = new SpillFolder(parent, schema.fingerprint());
    return new Work(schema, new RowReader(schema), digest, memory, folder, watch);
  }

  SpillSummary summary(int spreads) {
    return new SpillSummary(memory.peak(), folder.bytes(), folder.made(), spreads);
  }

  /**
   * A side has two rows of one key.
   *
   * @param start where in {@code bytes} the key begins
   */
  DiffException twice(Side side, byte[] bytes, int start) {
    List<String> parts = reader.key(bytes, start).stream().map(Value::toString).toList();
    return new DiffException(side + " has a key twice: " + new NativeKey(parts));
  }

  @Override
  public void close() {
    folder.close();
  }
}
