package io.syncline.diff.range;

import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes keys and digests, in order, to be kept: {@link KeptRanges#read} and {@link KeptBase} read
 * them again.
 *
 * <pre>
 * file  = magic (4) | version (1) | fingerprint of the records' schema (8) | block ...
 * block = size of the rows (4), 0 behind the last | digest of the rows (8) | row ...
 * row   = size of the key (4), only where keys differ in size | key | digest (8)
 * </pre>
 *
 * <p>All numbers are big endian. The last block's digest is the number of rows, so that a file that
 * was cut off is noticed. Not thread-safe.
 */
public final class KeptWriter {

  static final int MAGIC = 0x534C4B44;
  static final int VERSION = 1;
  static final int BLOCK = 1 << 16;

  private final DataOutputStream out;
  private final boolean sized;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK + 1024);
  private final DataOutputStream rows = new DataOutputStream(block);
  private long count;

  /**
   * @param schema of the records that are digested
   * @param out should be buffered; stays open
   */
  public KeptWriter(PackedSchema schema, OutputStream out) throws IOException {
    this.out = new DataOutputStream(out);
    this.sized = schema.keyWidth() == 0;
    this.out.writeInt(MAGIC);
    this.out.writeByte(VERSION);
    this.out.writeLong(schema.fingerprint());
  }

  /** Adds a record behind the last. */
  public void add(byte[] bytes, int from, int to, long digest) throws IOException {
    if (sized) {
      rows.writeInt(to - from);
    }
    rows.write(bytes, from, to - from);
    rows.writeLong(digest);
    count++;
    if (block.size() >= BLOCK) {
      flush();
    }
  }

  private void flush() throws IOException {
    byte[] bytes = block.toByteArray();
    out.writeInt(bytes.length);
    out.writeLong(RowDigest.of(bytes));
    out.write(bytes);
    block.reset();
  }

  /** Ends the file; without this, it cannot be read. */
  public void finish() throws IOException {
    if (block.size() > 0) {
      flush();
    }
    out.writeInt(0);
    out.writeLong(count);
    out.flush();
  }
}
