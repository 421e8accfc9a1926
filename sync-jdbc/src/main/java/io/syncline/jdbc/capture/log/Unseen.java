package io.syncline.jdbc.capture.log;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The transactions that may have committed in the log before a position was taken, and were not
 * visible then: a commit is written first and shows later. Of what was committed below {@code
 * below} these alone are told.
 *
 * @param open the lower 32 bits of their numbers
 */
record Unseen(long below, Set<Integer> open) {

  /** More are not carried in a cursor: all that the slot still has is told again instead. */
  static final int MOST_OPEN = 2_000;

  Unseen {
    open = Set.copyOf(open);
  }

  boolean tells(LogMessage.Begin transaction) {
    return Long.compareUnsigned(transaction.commit(), below) >= 0
        || open.contains(transaction.transaction());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(below);
    out.writeInt(open.size());
    for (int transaction : open) {
      out.writeInt(transaction);
    }
  }

  static Unseen read(DataInputStream in) throws IOException {
    long below = in.readLong();
    Set<Integer> open = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      open.add(in.readInt());
    }
    return new Unseen(below, open);
  }
}
