package io.syncline.http.ledger;

/**
 * What was given out for one slot.
 *
 * @param end of the slot, in milliseconds since 1970 by the database's clock
 * @param all how much
 * @param reads how much of it for reads
 */
public record Entry(long end, long all, long reads) {

  /** As {@link #toString} writes it. */
  static Entry parse(String text) {
    String[] numbers = text.split(":", -1);
    if (numbers.length != 3) {
      throw new IllegalArgumentException("must be end:all:reads: " + text);
    }
    return new Entry(
        Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }

  /** Of the same slot. */
  public Entry plus(Entry other) {
    return new Entry(end, all + other.all, reads + other.reads);
  }

  /** Without what was not used; never less than nothing. */
  Entry minus(Entry unused) {
    return new Entry(end, Math.max(0, all - unused.all), Math.max(0, reads - unused.reads));
  }

  @Override
  public String toString() {
    return end + ":" + all + ":" + reads;
  }
}
