package io.syncline.diff.sketch;

/**
 * Tells in what its own items differ from those of a {@link SketchEncoder}, whose cells it is fed.
 *
 * <pre>{@code
 * SketchDecoder decoder = new SketchDecoder(session, SketchLimits.defaults());
 * rows.forEach(row -> decoder.add(row.keyHash(), row.digest()));
 * while (decoder.take(SketchCells.read(receive(), limits)) == SketchProgress.WANTING) {
 *   askForMore();
 * }
 * if (decoder.decoded()) {
 *   decoder.difference().byKey(8).forEach(this::fetch);
 * }
 * }</pre>
 *
 * <p><b>Never a wrong difference.</b> {@link SketchEncoder} says how cells tell a difference. An
 * item counts as found only if its checksum, whose key no writer of records can foresee, fits it;
 * if the decoder's own items say the same (what only the decoder has must be among them, what only
 * the encoder has must not); if it was not found before; and if taking it out leaves its cell
 * empty. The difference counts as known only when the first cell, which holds every item, is empty,
 * and then all others must be. What contradicts this is a {@link SketchException}. Damage that
 * contradicts nothing leaves a cell that never empties, and ends at the limit. So cells that do not
 * stem from the two sets can keep a difference from being found, and pass for a wrong one with a
 * chance in the order of 2<sup>-64</sup>. Only a sender that lies consistently is believed: of its
 * own set it can say what it likes.
 *
 * <p>Every call ends: an item is found at most once, and no more are than cells were taken. Batches
 * may be of any size, and the difference is found at the same cell whichever; but a batch goes once
 * over all that was found, so many small ones take longer. Not thread-safe.
 */
public final class SketchDecoder {

  private final SketchSession session;
  private final SketchLimits limits;
  private final ItemSet own;
  private final CellStream stream;
  private final Peeling peeling;
  private SketchProgress progress = SketchProgress.WANTING;
  private int taken;
  private int senderItems;
  private boolean spent;

  public SketchDecoder(SketchSession session, SketchLimits limits) {
    this.session = session;
    this.limits = limits;
    this.own = new ItemSet(session);
    this.stream = new CellStream(own, session.words());
    this.peeling = new Peeling(session, own);
  }

  /**
   * Adds an item to the decoder's own set. The order does not matter.
   *
   * @throws IllegalArgumentException if it is not of the session's length or was added before
   * @throws IllegalStateException if cells were taken already
   */
  public void add(byte[] item) {
    requireNoCells();
    own.add(item);
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
    own.add(key, digest);
  }

  /**
   * Takes the next batch. Once the difference is known or the limit is reached, batches are ignored
   * and the answer stays.
   *
   * @throws SketchException if the batch is of another session or set or not the next one (nothing
   *     is changed then), or if its cells cannot be those of a set (the decoder is spent then)
   */
  public SketchProgress take(SketchCells batch) {
    requireNotSpent();
    if (progress == SketchProgress.WANTING) {
      requireNext(batch);
      int count = Math.min(batch.size(), limits.cells() - taken);
      spent = true; // until all went well
      senderItems = batch.items();
      taken += count;
      boolean complete = peeling.take(batch.cells(), stream.next(count), count);
      spent = false;
      if (complete) {
        progress = SketchProgress.DECODED;
      } else if (taken == limits.cells()) {
        progress = SketchProgress.LIMIT_REACHED;
      }
    }
    return progress;
  }

  /** Whether the difference is known. */
  public boolean decoded() {
    return progress == SketchProgress.DECODED;
  }

  public SketchProgress progress() {
    return progress;
  }

  /**
   * How many cells it took: those needed for the difference once it is known, else those taken so
   * far.
   */
  public int cells() {
    return peeling.cells();
  }

  /**
   * The encoder's set on the left, the decoder's own on the right.
   *
   * @throws IllegalStateException if it is not known
   */
  public SketchDifference difference() {
    if (!decoded()) {
      throw new IllegalStateException("must be decoded: progress=" + progress);
    }
    return peeling.difference();
  }

  public SketchSession session() {
    return session;
  }

  /** How many items the decoder's own set has. */
  public int items() {
    return own.size();
  }

  private void requireNext(SketchCells batch) {
    if (!batch.session().equals(session)) {
      throw new SketchException("must be of " + session + ": session=" + batch.session());
    }
    if (batch.first() != taken) {
      throw new SketchException("must begin at cell " + taken + ": first=" + batch.first());
    }
    if (taken > 0 && batch.items() != senderItems) {
      throw new SketchException(
          "must be of one set throughout, first of " + senderItems + ": items=" + batch.items());
    }
  }

  private void requireNoCells() {
    if (taken > 0) {
      throw new IllegalStateException(
          "must be added before the first cell is taken: cells=" + taken);
    }
  }

  private void requireNotSpent() {
    if (spent) {
      throw new SketchException("must start again, cells contradicted each other: cells=" + taken);
    }
  }
}
