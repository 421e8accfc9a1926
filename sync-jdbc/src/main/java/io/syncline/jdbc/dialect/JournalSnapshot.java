package io.syncline.jdbc.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What had been committed, or would never be, when we looked: all numbered below {@code next}, but
 * for what is {@code open}. Transactions have the numbers where the database tells them, else
 * entries have.
 *
 * @param settled nothing numbered below was open
 * @param next nothing numbered so or higher was there
 * @param open those between that may still come, ascending
 * @param doubt whose the open ones may be; {@link Doubt#NONE} where the database tells
 */
public record JournalSnapshot(long settled, long next, List<Span> open, Doubt doubt) {

  /** More open spans are not carried in a cursor. */
  static final int MOST_OPEN = 3_000;

  public JournalSnapshot {
    open = List.copyOf(open);
  }

  /** Numbers from {@code first} to {@code last}, both among them. */
  public record Span(long first, long last) {}

  /**
   * Of numbers that are open because they are missing.
   *
   * @param below those numbered below can only be of the owners; of others nothing is known yet
   * @param owners transactions, as the database calls them
   */
  public record Doubt(long below, Set<String> owners) {

    /** Nothing is known of any. */
    public static final Doubt NONE = new Doubt(0, Set.of());

    public Doubt {
      owners = Set.copyOf(owners);
    }
  }

  /** Before everything from the number {@code first} on. */
  public static JournalSnapshot before(long first) {
    return new JournalSnapshot(first, first, List.of(), Doubt.NONE);
  }

  /** In PostgreSQL's form of a snapshot: {@code 10:20:10,14,15}. */
  static JournalSnapshot parse(String text) {
    String[] parts = text.split(":", -1);
    List<Span> open = new ArrayList<>();
    if (!parts[2].isEmpty()) {
      for (String each : parts[2].split(",", -1)) {
        open.add(new Span(Long.parseLong(each), Long.parseLong(each)));
      }
    }
    return new JournalSnapshot(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), open, Doubt.NONE);
  }

  /** An earlier one where there are too many open spans: what it leaves out comes later. */
  JournalSnapshot cut() {
    if (open.size() <= MOST_OPEN) {
      return this;
    }
    long end = open.get(MOST_OPEN).first();
    Doubt less = new Doubt(Math.min(doubt.below(), end), doubt.owners());
    return new JournalSnapshot(settled, end, open.subList(0, MOST_OPEN), less);
  }

  /** With commas; in PostgreSQL each number by itself. */
  String openNumbers() {
    return open.stream()
        .map(
            each ->
                each.first() == each.last()
                    ? Long.toString(each.first())
                    : each.first() + "-" + each.last())
        .collect(Collectors.joining(","));
  }

  /** In PostgreSQL's form. */
  @Override
  public String toString() {
    return settled + ":" + next + ":" + openNumbers();
  }
}
