package io.syncline.diff.sketch;

/**
 * A set of items, told to another side in cells: as many as the two sets differ, not as they are
 * large. The other side has a {@link SketchDecoder} with its own items.
 *
 * <pre>{@code
 * SketchSession session = SketchSession.drawn(16, new SecureRandom());
 * SketchEncoder encoder = new SketchEncoder(session);
 * rows.forEach(row -> encoder.add(row.keyHash(), row.digest()));
 * send(encoder.next(64).toBytes()); // and again, until the other side has decoded
 * }</pre>
 *
 * <p><b>How it works.</b> The method is the rateless invertible Bloom lookup table: Lei Yang, Yossi
 * Gilad and Mohammad Alizadeh, "Practical Rateless Set Reconciliation", SIGCOMM 2024.
 *
 * <p>A cell combines some of the items: their exclusive or, the exclusive or of their checksums,
 * and how many they are. Which cells an item is in follows from its checksum, so both sides put an
 * item that both have into the same cells. Subtract the cells of one set from those of the other
 * and such items vanish without anyone having known which they were; what stays are the cells of
 * the difference. There a cell with a single item shows it openly, and is recognised since the
 * checksum fits the item. Taking that item out of its other cells leaves further cells with a
 * single item, and so on until all are empty.
 *
 * <p>Nobody needs to know beforehand how large the difference is. The cell at index n holds an item
 * with probability 2 / (n + 2): the first cell holds all, later ones ever fewer, so that whatever
 * the difference, some stretch of the stream is as dense as decoding wants it. The encoder only
 * goes on until it is told to stop. On the average that is at 1.36 cells a difference for large
 * ones and never above 1.8, which differences of three to eight items need (the paper's figures are
 * 1.35 and 1.72; the tests hold ours). A small difference now and then takes several times its
 * average.
 *
 * <p>Equal sets are known to be equal after one cell.
 *
 * <p>An item costs 44 to 88 bytes of memory at a length of 16, and nothing per cell beyond what is
 * made ahead (at most as many cells as were handed out, and 65,536). Not thread-safe.
 */
public final class SketchEncoder {

  /** The most cells of one batch. */
  public static final int MOST_BATCH_CELLS = 1 << 24;

  private final SketchSession session;
  private final ItemSet items;
  private final CellStream stream;

  public SketchEncoder(SketchSession session) {
    this.session = session;
    this.items = new ItemSet(session);
    this.stream = new CellStream(items, session.words());
  }

  /**
   * Adds an item to the set. The order does not matter.
   *
   * @throws IllegalArgumentException if it is not of the session's length or was added before
   * @throws IllegalStateException if cells were made already
   */
  public void add(byte[] item) {
    requireNoCells();
    items.add(item);
  }

  /** Adds an item as {@link #add(byte[])} does. */
  public void add(SketchItem item) {
    add(item.shared());
  }

  /**
   * Adds {@link SketchItem#of(long, long)} as {@link #add(byte[])} does, without making an object.
   */
  public void add(long key, long digest) {
    requireNoCells();
    items.add(key, digest);
  }

  /**
   * The cells that follow those handed out before. The stream depends on the session and the set
   * alone, not on how it is cut into batches.
   *
   * @param cells how many, 1 to {@link #MOST_BATCH_CELLS}. A good measure is a small constant at
   *     first, and half as many as went before from then on
   * @throws IllegalStateException behind {@link SketchLimits#MOST_CELLS} cells
   */
  public SketchCells next(int cells) {
    if (cells < 1 || cells > MOST_BATCH_CELLS) {
      throw new IllegalArgumentException("must be 1 to " + MOST_BATCH_CELLS + ": cells=" + cells);
    }
    int first = stream.position();
    if (cells > SketchLimits.MOST_CELLS - first) {
      throw new IllegalStateException(
          "must be <= " + SketchLimits.MOST_CELLS + " in all: cells=" + (first + cells));
    }
    return new SketchCells(session, items.size(), first, stream.next(cells));
  }

  public SketchSession session() {
    return session;
  }

  /** How many items the set has. */
  public int items() {
    return items.size();
  }

  private void requireNoCells() {
    if (stream.position() > 0) {
      throw new IllegalStateException(
          "must be added before the first cell is made: cells=" + stream.position());
    }
  }
}
