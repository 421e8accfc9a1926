package io.syncline.diff.range;

import io.syncline.diff.Side;

/**
 * Estimates what each way costs. Rough on purpose: it has to rank the ways, not to foretell them.
 *
 * <p>The constants are seconds for a million rows, on PostgreSQL 15 with two cores, of the
 * project's measurements of whole diffs (1,000,000 rows of 97 bytes a side; binary COPY of both and
 * merge 4.8, key and digest of both 4.3 where few differ and 8.8 where all do, range digests 3.8,
 * two raw COPY streams 3.4). Ratios between them hold better on another machine than they do
 * themselves. A phase takes as long as the slower of its work and its bytes, since both overlap;
 * phases follow each other.
 */
final class CostModel {

  /** Reading rows by COPY, packing and merging them: half of 4.8. */
  static final double COPY = 2.4;

  /** What of that the server does: half of two raw streams whose bytes are thrown away, 3.4. */
  static final double COPY_SERVER = 1.7;

  /**
   * Reading rows as they lie, packing and merging them, beside {@link #COPY} in key order: between
   * 0.5 and 0.95 of it, since an index leads to each row on its own, through the cache of pages.
   */
  static final double SCAN = COPY * 0.75;

  /** What of that the server does: of raw streams, between 0.45 and 0.9 of those in key order. */
  static final double SCAN_SERVER = COPY_SERVER * 0.7;

  /** Making partitions for what is out of order, in seconds. */
  static final double PARTITIONS = 0.05;

  /**
   * Reading key and own hash. All of it the server's work, and more than {@link #COPY_SERVER}: on
   * PostgreSQL hashing a row costs the server more than sending it.
   */
  static final double HASH_OWN = 2.0;

  /**
   * Reading key and a cryptographic hash of canonical text: md5 when it was measured; SHA-256 costs
   * the same.
   */
  static final double HASH_TEXT = 6.4;

  /** One grouped scan of range digests, half of 3.8, beside a scan of row digests of 2.0. */
  static final double GROUPED = 1.9 / 2.0;

  /** The same as rows lie: 1.4 to 2.3 by {@link #COPY}, where nothing differs. */
  static final double HASH_SCAN = COPY * 0.63;

  /**
   * Looking up rows by key: between 7.5 (the 1.5 s that 10 % took more than few, for 100,000 rows
   * of both sides) and 65 (1 %).
   */
  static final double LOOK_UP = 20;

  /** Digesting a row here, measured as 39 ns, and merging it with a kept digest, 11 ns. */
  static final double DIGEST_HERE = 0.05;

  /** A hash join of rows in any order, spilling: 1,120 ns a pair. */
  static final double JOIN = 1.12;

  /** A request and its answer. */
  static final double ROUND_TRIP = 0.01;

  /** A range's borders, count and digest, one side asked for them and both answering. */
  static final int RANGE_BYTES = 31;

  static final int DIGEST_ROW_BYTES = 16;

  private static final double MILLION = 1e6;

  private final Situation situation;
  private final double leftRows;
  private final double rightRows;
  private final double wholeBytes;

  CostModel(Situation situation) {
    this.situation = situation;
    this.leftRows = situation.left().rows();
    this.rightRows = situation.right().rows();
    this.wholeBytes =
        leftRows * situation.left().rowBytes() + rightRows * situation.right().rowBytes();
  }

  WayCost fullMerge() {
    return cost(Way.FULL_MERGE, wholeBytes, serverWork(COPY_SERVER), phase(work(COPY), wholeBytes));
  }

  WayCost unsorted() {
    double seconds = phase(work(COPY), wholeBytes) + JOIN * situation.rows() / MILLION;
    return cost(Way.UNSORTED, wholeBytes, serverWork(COPY_SERVER), seconds);
  }

  WayCost scanOrder() {
    double read = (scan(situation.left(), SCAN, COPY) + scan(situation.right(), SCAN, COPY)) / 2;
    double server =
        scan(situation.left(), SCAN_SERVER, COPY_SERVER) * leftRows
            + scan(situation.right(), SCAN_SERVER, COPY_SERVER) * rightRows;
    double joined = strays(situation.left()) + strays(situation.right());
    double seconds = phase(work(read), wholeBytes) + JOIN * joined / MILLION + partitions();
    return cost(Way.SCAN_ORDER, wholeBytes, server / MILLION, seconds);
  }

  private static double scan(SideEstimate side, double asStored, double byKey) {
    return side.isOrderly() ? asStored : byKey;
  }

  private double partitions() {
    return situation.left().isOrderly() || situation.right().isOrderly() ? PARTITIONS : 0;
  }

  /** Rows that are out of order, for want of better knowledge. */
  private static double strays(SideEstimate side) {
    return side.isOrderly() ? side.rows() * (1 - side.correlation().orElse(1)) : 0;
  }

  /** Of a way that compares the digest of each row. */
  WayCost digests(Way way) {
    return way == Way.KEPT_BASE ? keptBase(situation.base().orElseThrow()) : rowDigests();
  }

  WayCost rowDigests() {
    double scanned = (leftRows + rightRows) * DIGEST_ROW_BYTES;
    double hashed = (hashed(situation.left()) + hashed(situation.right())) / 2;
    double seconds = phase(work(hashed), scanned) + partitions();
    return withLookUps(Way.ROW_DIGESTS, scanned, serverWork(hashed), seconds);
  }

  private double hashed(SideEstimate side) {
    return situation.hashing() == Hashing.TEXT ? HASH_TEXT : scan(side, HASH_SCAN, HASH_OWN);
  }

  WayCost keptBase(Side kept) {
    SideEstimate read = situation.read(kept);
    double rows = read.rows() / MILLION;
    double bytes = (double) read.rows() * read.rowBytes();
    double seconds = phase((scan(read, SCAN, COPY) + DIGEST_HERE) * rows, bytes) + partitions();
    double server = scan(read, SCAN_SERVER, COPY_SERVER) * rows;
    return withLookUps(Way.KEPT_BASE, bytes, server, seconds);
  }

  /** Adds the reading of the rows that differ, by key. */
  private WayCost withLookUps(Way way, double bytes, double server, double seconds) {
    double share = situation.expectedShare();
    double found = share * wholeBytes;
    double each = Math.min(LOOK_UP * share, COPY);
    double read = phase(work(each), found) + ROUND_TRIP;
    return cost(way, bytes + found, server + serverWork(each), seconds + read);
  }

  WayCost rangeDigests() {
    int width = RangeWidth.of(situation).rows();
    return rangeDigests(width, RangeWidth.unequal(situation.expectedShare(), width), 1);
  }

  /**
   * @param width rows of a range
   * @param differing the share of the rows that are in ranges that differ
   * @param left how much of the digesting is still to be done, 0 to 1
   */
  WayCost rangeDigests(int width, double differing, double left) {
    double scanned = left * situation.rows() / width * RANGE_BYTES;
    double hashing = left * GROUPED * hash();
    double found = differing * wholeBytes;
    // One side is cut before the other is asked: their work does not overlap.
    double seconds = Math.max(serverWork(hashing), situation.link().seconds(scanned));
    double read = phase(work(differing * COPY), found) + 2 * ROUND_TRIP;
    double server = serverWork(hashing) + serverWork(differing * COPY_SERVER);
    return cost(Way.RANGE_DIGESTS, scanned + found, server, seconds + read);
  }

  private static WayCost cost(Way way, double bytes, double server, double seconds) {
    return new WayCost(way, bytes, server, seconds + ROUND_TRIP);
  }

  private double hash() {
    return situation.hashing() == Hashing.TEXT ? HASH_TEXT : HASH_OWN;
  }

  private double phase(double work, double bytes) {
    return Math.max(work, situation.link().seconds(bytes));
  }

  /** How long one piece of work on each row of both sides takes. */
  private double work(double perMillion) {
    return situation.place() == Situation.Place.ONE
        ? serverWork(perMillion)
        : perMillion * situation.rows() / MILLION;
  }

  private double serverWork(double perMillion) {
    return perMillion * (leftRows + rightRows) / MILLION;
  }
}
