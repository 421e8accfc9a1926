package io.syncline.diff.sketch;

import java.nio.ByteBuffer;

/** Reads what {@link CellWriter} wrote, and trusts none of it. */
final class CellReader {

  private static final int LEAST_BYTES = 2 + 8 + 3 + 8;

  private final byte[] bytes;
  private final SketchLimits limits;
  private final ByteBuffer in;

  CellReader(byte[] bytes, SketchLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
    this.in = ByteBuffer.wrap(bytes);
  }

  SketchCells read() {
    if (bytes.length < LEAST_BYTES) {
      throw new SketchException("must be >= " + LEAST_BYTES + " bytes: length=" + bytes.length);
    }
    int format = in.get() & 0xFF;
    if (format != CellWriter.FORMAT) {
      throw new SketchException("must be " + CellWriter.FORMAT + ": format=" + format);
    }
    int itemLength = in.get() & 0xFF;
    if (itemLength < 1 || itemLength > SketchSession.MOST_ITEM_BYTES) {
      throw new SketchException(
          "must be 1 to " + SketchSession.MOST_ITEM_BYTES + ": itemLength=" + itemLength);
    }
    SketchSession session = new SketchSession(itemLength, in.getLong());
    checkSeal(session);
    int items = getCount("items", ItemSet.MOST_ITEMS);
    int first = getCount("first", SketchLimits.MOST_CELLS);
    int size = getCount("cells", mostCells(itemLength));
    if (size == 0) {
      throw new SketchException("must be >= 1: cells=0");
    }
    if (size > limits.cells()) {
      throw new SketchException("must be <= " + limits.cells() + ": cells=" + size);
    }
    CellArray cells = new CellArray(session.words(), size);
    for (int cell = 0; cell < size; cell++) {
      getCell(cells, cell, itemLength, CellSequence.expected(items, first + cell), items);
    }
    if (first == 0 && cells.count(0) != items) {
      throw new SketchException(
          "must be " + items + ", as the first cell holds all: count=" + cells.count(0));
    }
    if (in.hasRemaining()) {
      throw new SketchException("must end behind the last cell: surplus=" + in.remaining());
    }
    return new SketchCells(session, items, first, cells);
  }

  /** Behind this only the sender itself can be wrong; the buffer then ends before the seal. */
  private void checkSeal(SketchSession session) {
    int sealed = bytes.length - Long.BYTES;
    if (session.hash().of(bytes, sealed) != in.getLong(sealed)) {
      throw new SketchException("must be sealed by its sender: length=" + bytes.length);
    }
    in.limit(sealed);
  }

  private int mostCells(int itemLength) {
    return in.remaining() / (itemLength + Long.BYTES + 1);
  }

  private void getCell(CellArray cells, int cell, int itemLength, long expected, int items) {
    if (in.remaining() < itemLength + Long.BYTES) {
      throw new SketchException("must hold every cell: missing=" + cell);
    }
    Words.load(bytes, in.position(), itemLength, cells.data(), cells.at(cell));
    in.position(in.position() + itemLength);
    long checksum = in.getLong();
    long zigzag = getNumber();
    long count = expected + (zigzag >>> 1 ^ -(zigzag & 1));
    if (count < 0 || count > items) {
      throw new SketchException("must be 0 to " + items + ": count=" + count);
    }
    cells.set(cell, checksum, count);
  }

  private int getCount(String name, int most) {
    long value = getNumber();
    if (value > most) {
      throw new SketchException("must be <= " + most + ": " + name + "=" + value);
    }
    return (int) value;
  }

  /** At most five bytes, so never negative. */
  private long getNumber() {
    long value = 0;
    for (int shift = 0; shift < 35 && in.hasRemaining(); shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new SketchException("must be a whole number: end=" + in.position());
  }
}
