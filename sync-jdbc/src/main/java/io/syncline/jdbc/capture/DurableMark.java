package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalDurability;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * From where on to read again when the database was started anew: a crash takes back what was not
 * on disk, also of transactions that were rolled back, and gives their numbers to others.
 *
 * @param generation of the database that it was seen in
 * @param settled transactions numbered below have ended for good
 * @param awaited what is shown to be on disk next; empty: nothing is
 */
record DurableMark(String generation, long settled, Optional<Awaited> awaited) {

  /**
   * @param settled what the mark is set to
   * @param written once so much of the database's log is on disk
   */
  record Awaited(long settled, long written) {}

  /**
   * @param known below this they have ended for good
   * @param settled below this they have ended
   */
  static DurableMark begin(JournalDurability now, long known, long settled) {
    return new DurableMark(now.generation(), known, Optional.empty()).moved(now, settled);
  }

  /** As far as can be said now, where all numbered below {@code ended} have ended. */
  DurableMark moved(JournalDurability now, long ended) {
    if (now.flushed() >= now.written()) {
      return new DurableMark(generation, ended, Optional.empty());
    }
    long sure = settled;
    if (awaited.isPresent()) {
      if (now.flushed() < awaited.get().written()) {
        return this;
      }
      sure = awaited.get().settled();
    }
    return new DurableMark(
        generation,
        sure,
        sure == ended ? Optional.empty() : Optional.of(new Awaited(ended, now.written())));
  }

  void write(DataOutputStream out) throws IOException {
    Cursors.write(out, List.of(generation));
    out.writeLong(settled);
    out.writeBoolean(awaited.isPresent());
    if (awaited.isPresent()) {
      out.writeLong(awaited.get().settled());
      out.writeLong(awaited.get().written());
    }
  }

  static DurableMark read(DataInputStream in) throws IOException {
    String generation = Cursors.readTexts(in).get(0);
    long settled = in.readLong();
    return new DurableMark(
        generation,
        settled,
        in.readBoolean()
            ? Optional.of(new Awaited(in.readLong(), in.readLong()))
            : Optional.empty());
  }
}
