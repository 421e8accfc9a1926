package io.syncline.diff.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes a batch of cells; {@link CellReader} reads it. */
final class CellWriter {

  static final int FORMAT = 1;

  /** Format and item length, seed, three numbers of up to five bytes, and the seal. */
  private static final int MOST_AROUND = 2 + 8 + 3 * 5 + 8;

  /** A count differs from what is expected by less than 2^28. */
  private static final int MOST_COUNT = 5;

  private final SketchCells batch;
  private final int itemLength;
  private final ByteBuffer out;

  CellWriter(SketchCells batch) {
    this.batch = batch;
    this.itemLength = batch.session().itemLength();
    int each = itemLength + Long.BYTES + MOST_COUNT;
    this.out =
        ByteBuffer.allocate(Math.addExact(MOST_AROUND, Math.multiplyExact(batch.size(), each)));
  }

  byte[] write() {
    out.put((byte) FORMAT).put((byte) itemLength).putLong(batch.session().seed());
    putNumber(batch.items());
    putNumber(batch.first());
    putNumber(batch.size());
    for (int cell = 0; cell < batch.size(); cell++) {
      putCell(cell);
    }
    out.putLong(batch.session().hash().of(out.array(), out.position()));
    return Arrays.copyOf(out.array(), out.position());
  }

  private void putCell(int cell) {
    CellArray cells = batch.cells();
    Words.store(cells.data(), cells.at(cell), out.array(), out.position(), itemLength);
    out.position(out.position() + itemLength);
    out.putLong(cells.checksum(cell));
    long deviation = cells.count(cell) - CellSequence.expected(batch.items(), batch.first() + cell);
    putNumber(deviation << 1 ^ deviation >> 63);
  }

  private void putNumber(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }
}
