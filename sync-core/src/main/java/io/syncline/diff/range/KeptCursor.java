package io.syncline.diff.range;

import io.syncline.diff.DiffException;
import io.syncline.diff.RowCursor;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.Slab;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads what a {@link KeptWriter} wrote, block by block. No row of a damaged block is handed on.
 * Closing leaves the stream open.
 */
final class KeptCursor implements RowCursor {

  private static final int MOST = 1 << 30;

  private final KeyDigests packer = new KeyDigests();
  private final DataInputStream in;
  private final int keyWidth;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long rows;
  private boolean ended;

  KeptCursor(PackedSchema schema, InputStream stream) {
    in = new DataInputStream(stream);
    keyWidth = schema.keyWidth();
    try {
      expect("magic", KeptWriter.MAGIC, in.readInt());
      expect("version", KeptWriter.VERSION, in.readUnsignedByte());
      expect("schema", schema.fingerprint(), in.readLong());
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static void expect(String what, long expected, long found) {
    if (found != expected) {
      throw new DiffException(
          "kept digests cannot be used, "
              + what
              + " must be "
              + Long.toHexString(expected)
              + ": found="
              + Long.toHexString(found));
    }
  }

  private static DiffException damaged(IOException cause) {
    return new DiffException("kept digests cannot be read; scan anew: " + cause, cause);
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (block.hasRemaining() || nextBlock()) {
      if (!next(slab)) {
        return;
      }
    }
  }

  /** Appends the next row; false, and stays before it, where it does not fit. */
  private boolean next(Slab slab) {
    int begin = block.position();
    int size = keyWidth > 0 ? keyWidth : block.getInt();
    int from = block.position();
    long digest = block.getLong(from + size);
    if (!packer.append(slab, block.array(), from, from + size, digest)) {
      block.position(begin);
      return false;
    }
    block.position(from + size + Long.BYTES);
    rows++;
    return true;
  }

  private boolean nextBlock() {
    if (ended) {
      return false;
    }
    try {
      int size = in.readInt();
      long digest = in.readLong();
      if (size == 0) {
        expect("number of rows", digest, rows);
        ended = true;
        return false;
      }
      if (size < 0 || size > MOST) {
        throw new DiffException("kept digests are damaged, scan anew: block=" + size);
      }
      byte[] bytes = in.readNBytes(size);
      expect("digest of a block", digest, RowDigest.of(bytes));
      block = ByteBuffer.wrap(bytes);
      return true;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  @Override
  public void close() {}
}
