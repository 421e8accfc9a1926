package io.syncline.diff.join;

import io.syncline.diff.DiffException;
import io.syncline.diff.DiffWatch;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Over the rows of a spill file, from first to last. */
final class SpillWalk extends Walk {

  private final SpillFile file;
  private final DiffWatch watch;
  private final RowReader reader;
  private final int keyWidth;
  private final FileChannel channel;
  private final ByteBuffer header = ByteBuffer.allocate(SpillFile.HEADER);
  private byte[] block;
  private int size;
  private int at;
  private long rowsLeft;

  /**
   * @throws DiffException where the file is not as it was written
   */
  SpillWalk(SpillFile file, Work work) {
    this.file = file;
    this.watch = work.watch();
    this.reader = work.reader();
    this.keyWidth = work.schema().keyWidth();
    this.block = new byte[work.memory().chunkBytes()];
    this.rowsLeft = file.rows();
    try {
      this.channel = FileChannel.open(file.path());
    } catch (IOException e) {
      throw SpillFile.failed("read spilled rows from", file.path(), e);
    }
  }

  private void readHeader() {
    fill(header.clear());
    if (header.getLong() != SpillFile.MAGIC
        || header.getInt() != PackedSchema.FORMAT
        || header.getLong() != file.fingerprint()) {
      throw broken("another format or schema");
    }
  }

  @Override
  boolean next() {
    if (at == size) {
      if (rowsLeft == 0) {
        return false;
      }
      watch.check();
      if (size == 0) {
        readHeader();
      }
      readBlock();
    }
    int keyEnd = keyWidth > 0 ? at + keyWidth : reader.keyEnd(block, at);
    int end = reader.rowEnd(block, keyEnd);
    stand(block, at, keyEnd, end);
    at = end;
    return true;
  }

  private void readBlock() {
    fill(header.clear().limit(SpillFile.BLOCK_HEADER));
    int rows = header.getInt();
    int length = header.getInt();
    int check = header.getInt();
    if (rows < 1 || rows > rowsLeft || length < 1) {
      throw broken("no block of rows where one should be");
    }
    if (length > block.length) {
      block = new byte[available(length)];
    }
    fill(ByteBuffer.wrap(block, 0, length));
    CRC32C actual = new CRC32C();
    actual.update(block, 0, length);
    if ((int) actual.getValue() != check) {
      throw broken("other bytes than were written");
    }
    rowsLeft -= rows;
    size = length;
    at = 0;
  }

  /** As many bytes, if there are so many: no memory is taken for a length that is a lie. */
  private int available(int length) {
    try {
      if (length > channel.size() - channel.position()) {
        throw broken("cut off");
      }
      return length;
    } catch (IOException e) {
      throw SpillFile.failed("read spilled rows from", file.path(), e);
    }
  }

  private void fill(ByteBuffer buffer) {
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw broken("cut off");
        }
      }
      buffer.flip();
    } catch (IOException e) {
      throw SpillFile.failed("read spilled rows from", file.path(), e);
    }
  }

  private DiffException broken(String what) {
    return new DiffException("must be as it was written: file=" + file.path() + " found=" + what);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw SpillFile.failed("read spilled rows from", file.path(), e);
    }
  }
}
