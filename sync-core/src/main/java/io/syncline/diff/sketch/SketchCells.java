package io.syncline.diff.sketch;

/**
 * Consecutive cells of a set, as they travel. Immutable.
 *
 * <p>On the wire, numbers being variable-length, seven bits a byte, the low ones first:
 *
 * <pre>{@code
 * format         1 byte, now 1
 * item length    1 byte
 * seed           8 bytes
 * items          number: how many the set has
 * first          number: index of the first cell
 * cells          number: how many follow
 * each cell      sum of the items (item length), sum of the checksums (8 bytes),
 *                count less the count expected, as a number, zigzag
 * seal           8 bytes: SipHash-2-4 of all before it, under the session's key
 * }</pre>
 *
 * The cell at index n is expected to count 2 / (n + 2) of the items, and the deviation of one cell
 * is about the root of that, so behind the first dozens of cells the count takes one byte. With
 * items of 16 bytes a cell is 25 bytes. The seal tells damage on the way; it is no signature, since
 * the seed travels with it.
 */
public final class SketchCells {

  private final SketchSession session;
  private final int items;
  private final int first;
  private final CellArray cells;

  SketchCells(SketchSession session, int items, int first, CellArray cells) {
    this.session = session;
    this.items = items;
    this.first = first;
    this.cells = cells;
  }

  /**
   * Reads what {@link #toBytes} wrote. Takes no more memory than in proportion to the bytes.
   *
   * @throws SketchException if the bytes are not such, were damaged, or claim more cells than the
   *     limits allow
   */
  public static SketchCells read(byte[] bytes, SketchLimits limits) {
    return new CellReader(bytes, limits).read();
  }

  public byte[] toBytes() {
    return new CellWriter(this).write();
  }

  /** What the sender works with; a receiver that has not agreed on it beforehand takes it. */
  public SketchSession session() {
    return session;
  }

  /** How many items the sender's set has. */
  public int items() {
    return items;
  }

  /** The index of the first cell; the first batch of a set begins with 0. */
  public int first() {
    return first;
  }

  /** How many cells these are. */
  public int size() {
    return cells.size();
  }

  CellArray cells() {
    return cells;
  }
}
