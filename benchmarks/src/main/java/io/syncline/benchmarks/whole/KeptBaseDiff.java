package io.syncline.benchmarks.whole;

import io.syncline.diff.Diff;
import io.syncline.diff.Side;
import io.syncline.diff.range.DigestedRows;
import io.syncline.diff.range.KeptBase;
import io.syncline.diff.range.SideBase;
import io.syncline.diff.range.Way;
import io.syncline.jdbc.diff.TableSource;
import io.syncline.packed.PackedSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The right side against what was kept of the left, in a file, before the first run. */
final class KeptBaseDiff implements Job {

  private @Nullable SideBase kept;

  @Override
  public long run(Tables tables) throws IOException {
    TableSource left = TableSource.of(tables.left(), Tables.NAME);
    TableSource right = TableSource.of(tables.right(), Tables.NAME);
    if (kept == null) {
      kept = keep(left, Diff.between(left, right).schema());
    }
    return Diff.between(left, right).against(kept).by(Way.KEPT_BASE).counts().changes();
  }

  private static SideBase keep(TableSource side, PackedSchema schema) throws IOException {
    Path file = Files.createTempFile("kept", ".base");
    file.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        DigestedRows digests = new DigestedRows(schema, side.open(schema))) {
      KeptBase.write(schema, digests, out);
    }
    return new SideBase(Side.LEFT, KeptBase.of("kept", schema, file));
  }
}
