package io.syncline.diff.join;

import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffException;
import io.syncline.model.SyncException;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Rows of one side of one partition, on disk: written from slabs, then read once by a {@link
 * SpillWalk}.
 *
 * <pre>
 * "syncline" | format, 4 bytes | the schema's fingerprint, 8
 * per slab: rows, 4 | bytes, 4 | CRC-32C of the bytes, 4 | the bytes
 * </pre>
 */
final class SpillFile {

  static final long MAGIC = 0x73796E636C696E65L;
  static final int HEADER = Long.BYTES + Integer.BYTES + Long.BYTES;
  static final int BLOCK_HEADER = 3 * Integer.BYTES;

  private final SpillFolder folder;
  private final Path path;
  private final long fingerprint;
  private final FileChannel channel;
  private final ByteBuffer blockHeader = ByteBuffer.allocate(BLOCK_HEADER);
  private long rows;

  SpillFile(SpillFolder folder, Path path, long fingerprint) throws IOException {
    this.folder = folder;
    this.path = path;
    this.fingerprint = fingerprint;
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  Path path() {
    return path;
  }

  long fingerprint() {
    return fingerprint;
  }

  /** How many rows were written. */
  long rows() {
    return rows;
  }

  void write(Slab slab) {
    if (slab.isEmpty()) {
      return;
    }
    if (rows == 0) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      write(header.putLong(MAGIC).putInt(PackedSchema.FORMAT).putLong(fingerprint).flip());
    }
    CRC32C check = new CRC32C();
    check.update(slab.bytes(), 0, slab.size());
    blockHeader.clear();
    blockHeader.putInt(slab.rows()).putInt(slab.size()).putInt((int) check.getValue()).flip();
    write(blockHeader, ByteBuffer.wrap(slab.bytes(), 0, slab.size()));
    rows += slab.rows();
  }

  private void write(ByteBuffer... buffers) {
    ByteBuffer last = buffers[buffers.length - 1];
    try {
      while (last.hasRemaining()) {
        folder.wrote(channel.write(buffers));
      }
    } catch (IOException e) {
      throw failed("spill rows to", path, e);
    }
  }

  /** No more rows will be written. */
  void seal() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed("spill rows to", path, e);
    }
  }

  void delete() {
    try {
      channel.close();
      Files.deleteIfExists(path);
      folder.forget(this);
    } catch (IOException e) {
      throw failed("remove", path, e);
    }
  }

  static SyncException failed(String what, Path path, IOException cause) {
    return cause instanceof ClosedByInterruptException
        ? new DiffCancelled()
        : new DiffException("cannot " + what + " " + path + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.toString();
  }
}
