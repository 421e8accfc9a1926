package io.syncline.jdbc.capture.log;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * How far a log was told.
 *
 * @param origin which log it is
 * @param lsn transactions that commit at or after it are not told yet
 * @param told how many changes of the transaction that commits right at {@code lsn} are
 * @param unseen what alone is told of the transactions up to where the position was taken; empty:
 *     all
 */
record LogPosition(Origin origin, long lsn, long told, Optional<Unseen> unseen) {

  /**
   * Which log a position belongs to.
   *
   * @param server its incarnation; empty text where we may not know
   * @param publication changes whenever what is published may have changed
   */
  record Origin(String server, String publication) {}

  static LogPosition at(Origin origin, long lsn) {
    return new LogPosition(origin, lsn, 0, Optional.empty());
  }

  /** Further on, at a border of transactions. */
  LogPosition passed(long to) {
    return new LogPosition(origin, to, 0, unseen.filter(each -> isBelow(to, each.below())));
  }

  /** So many changes into the transaction that commits at {@code commit}. */
  LogPosition within(long commit, long changes) {
    return new LogPosition(
        origin, commit, changes, unseen.filter(each -> isBelow(commit, each.below())));
  }

  static boolean isBelow(long one, long other) {
    return Long.compareUnsigned(one, other) < 0;
  }

  String hint() {
    return "after " + Lsn.text(lsn) + (told == 0 ? "" : " and " + told + " changes more");
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(origin.server());
    out.writeUTF(origin.publication());
    out.writeLong(lsn);
    out.writeLong(told);
    out.writeBoolean(unseen.isPresent());
    if (unseen.isPresent()) {
      unseen.get().write(out);
    }
  }

  static LogPosition read(DataInputStream in) throws IOException {
    Origin origin = new Origin(in.readUTF(), in.readUTF());
    return new LogPosition(
        origin,
        in.readLong(),
        in.readLong(),
        in.readBoolean() ? Optional.of(Unseen.read(in)) : Optional.empty());
  }
}
