package io.syncline.diff.range;

/** Steps over the rows of some neighbouring buckets. */
final class BucketRows {

  private final KeptRanges ranges;
  private final int end;
  private int at;
  private int row;

  BucketRows(KeptRanges ranges, int from, int end) {
    this.ranges = ranges;
    this.at = from;
    this.end = end;
    skipEmpty();
  }

  boolean has() {
    return at < end;
  }

  void step() {
    row++;
    skipEmpty();
  }

  private void skipEmpty() {
    while (at < end && row == ranges.bucket(at).rows()) {
      at++;
      row = 0;
    }
  }

  byte[] keys() {
    return ranges.bucket(at).keys();
  }

  int from() {
    return ranges.bucket(at).from(row);
  }

  int to() {
    return ranges.bucket(at).to(row);
  }

  long digest() {
    return ranges.bucket(at).digest(row);
  }

  /** Which comes first, by key; what has no more rows comes last. */
  int order(BucketRows other) {
    if (!has() || !other.has()) {
      return has() ? -1 : 1;
    }
    return ranges.bucket(at).compare(row, other.keys(), other.from(), other.to());
  }
}
