package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.OpenTransactions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known when a round of polling began; see {@link ColumnFeed}.
 *
 * @param settled rows of transactions numbered below were visible; 0: nothing was read yet
 * @param horizon no transaction that was open then began below this time, or number; {@link #NONE}:
 *     not known
 * @param clock the time, or the greatest number, before the open transactions were looked at
 * @param open a lower bound of the start of each transaction open then
 */
record Mark(long settled, long horizon, long clock, SortedMap<String, Long> open) {

  static final long NONE = Long.MIN_VALUE;

  /** More are not carried in a cursor: then the horizon stands for the start of them all. */
  static final int MOST_OPEN = 500;

  static final Mark BEGINNING = new Mark(0, NONE, NONE, Collections.emptySortedMap());

  Mark {
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
  }

  /**
   * The following mark. A transaction whose start is not told, and that was not there at this mark,
   * began after this mark's clock; one that was prepared since has another name than it had, and
   * may be any of those that were open.
   *
   * @param clock of the unit of the polled column
   * @param starts whether the told starts are of that unit
   */
  Mark next(OpenTransactions now, long clock, boolean starts, long settled) {
    SortedMap<String, Long> bounds = new TreeMap<>();
    long lowest = clock;
    for (OpenTransactions.Open each : now.open()) {
      long bound =
          starts && each.startMicros().isPresent()
              ? each.startMicros().getAsLong()
              : open.getOrDefault(each.id(), each.prepared() ? horizon : this.clock);
      bounds.put(each.id(), bound);
      lowest = Math.min(lowest, bound);
    }
    return bounds.size() > MOST_OPEN
        ? new Mark(settled, lowest, lowest, Collections.emptySortedMap())
        : new Mark(settled, lowest, clock, bounds);
  }

  /**
   * Whether a transaction is open that may have begun at any time before, so that what comes next
   * is not told from what has been there for long. Not where there is nothing.
   */
  boolean reachesBackForever() {
    return horizon == NONE && clock != NONE;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(settled);
    out.writeLong(horizon);
    out.writeLong(clock);
    out.writeInt(open.size());
    for (Map.Entry<String, Long> each : open.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeLong(each.getValue());
    }
  }

  static Mark read(DataInputStream in) throws IOException {
    long settled = in.readLong();
    long horizon = in.readLong();
    long clock = in.readLong();
    SortedMap<String, Long> open = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      open.put(in.readUTF(), in.readLong());
    }
    return new Mark(settled, horizon, clock, open);
  }
}
