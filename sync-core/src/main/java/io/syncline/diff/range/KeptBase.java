package io.syncline.diff.range;

import io.syncline.diff.DiffException;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The keys and row digests that one side had when it was last read: a side whose rows are key and
 * digest. Against it, the other side is compared by reading that alone, digested by {@link
 * DigestedRows}.
 *
 * <p>It stands for that side: what changed there since, without the base being corrected, is not
 * seen unless the other side's record changed too. Records are digested by {@link
 * io.syncline.packed.RowDigest}, over all the fields of the schema. Thread-safe as long as what it
 * reads is not changed.
 */
public final class KeptBase implements RowSource {

  private final String name;
  private final PackedSchema digested;
  private final OptionalLong size;
  private final Supplier<RowCursor> opener;

  private KeptBase(
      String name, PackedSchema digested, OptionalLong size, Supplier<RowCursor> opener) {
    this.name = name;
    this.digested = digested;
    this.size = size;
    this.opener = opener;
  }

  /** In memory. */
  public static KeptBase of(String name, KeptRanges ranges) {
    return new KeptBase(name, ranges.schema(), OptionalLong.of(ranges.rows()), ranges::open);
  }

  /**
   * In a file, which is read from end to end at each use.
   *
   * @param schema of the records that were digested
   */
  public static KeptBase of(String name, PackedSchema schema, Path file) {
    return new KeptBase(name, schema, OptionalLong.empty(), () -> new FileCursor(schema, file));
  }

  /** Writes the keys and digests of rows, in order, to be the base of a later run. */
  public static void write(PackedSchema schema, RowCursor digests, OutputStream out)
      throws IOException {
    KeptWriter writer = new KeptWriter(schema, out);
    Slab slab = new Slab(KeyDigests.schema(schema));
    for (digests.read(slab); !slab.isEmpty(); digests.read(slab)) {
      for (int row = 0; row < slab.rows(); row++) {
        writer.add(slab.bytes(), slab.start(row), slab.keyEnd(row), KeyDigests.digest(slab, row));
      }
    }
    writer.finish();
  }

  @Override
  public String name() {
    return name;
  }

  /** Of the records that were digested. */
  public PackedSchema digested() {
    return digested;
  }

  @Override
  public PackedSchema schema() {
    return KeyDigests.schema(digested);
  }

  @Override
  public OptionalLong size() {
    return size;
  }

  @Override
  public Order order() {
    return Order.SORTED;
  }

  @Override
  public RowCursor open(PackedSchema schema) {
    if (!schema.equals(schema())) {
      throw new IllegalArgumentException("must be " + schema() + ": schema=" + schema);
    }
    return opener.get();
  }

  /** A cursor that owns its file. */
  private static final class FileCursor implements RowCursor {

    private final InputStream in;
    private final KeptCursor rows;

    FileCursor(PackedSchema schema, Path file) {
      try {
        in = new BufferedInputStream(Files.newInputStream(file), KeptWriter.BLOCK);
      } catch (IOException e) {
        throw new DiffException("kept digests cannot be read; scan anew: " + file, e);
      }
      rows = new KeptCursor(schema, in);
    }

    @Override
    public void read(Slab slab) {
      rows.read(slab);
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        // Nothing is lost: the file was only read.
      }
    }
  }
}
