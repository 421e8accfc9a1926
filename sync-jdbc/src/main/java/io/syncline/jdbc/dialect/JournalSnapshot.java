package io.syncline.jdbc.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which transactions had ended when we looked: those numbered below {@code next}, but for those in
 * {@code open}.
 *
 * @param settled all transactions numbered below had ended
 * @param next none numbered so or higher had
 * @param open those between that had not, ascending
 */
public record JournalSnapshot(long settled, long next, List<Long> open) {

  /** More open transactions are not carried in a cursor. */
  static final int MOST_OPEN = 3_000;

  public JournalSnapshot {
    open = List.copyOf(open);
  }

  /** Before everything from the transaction {@code first} on. */
  public static JournalSnapshot before(long first) {
    return new JournalSnapshot(first, first, List.of());
  }

  /** In PostgreSQL's form of a snapshot: {@code 10:20:10,14,15}. */
  static JournalSnapshot parse(String text) {
    String[] parts = text.split(":", -1);
    List<Long> open = new ArrayList<>();
    if (!parts[2].isEmpty()) {
      for (String each : parts[2].split(",", -1)) {
        open.add(Long.parseLong(each));
      }
    }
    return new JournalSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), open);
  }

  /** An earlier one where there are too many open transactions: what it leaves out comes later. */
  JournalSnapshot cut() {
    return open.size() <= MOST_OPEN
        ? this
        : new JournalSnapshot(settled, open.get(MOST_OPEN), open.subList(0, MOST_OPEN));
  }

  @Override
  public String toString() {
    return settled
        + ":"
        + next
        + ":"
        + open.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
