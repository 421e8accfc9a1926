package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalLineage;
import io.syncline.jdbc.dialect.JournalRange;
import io.syncline.jdbc.dialect.JournalSnapshot;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Where following a journal stands.
 *
 * @param incarnation of the journal that it is a place in
 * @param lineage the id of its {@link JournalLineage}
 * @param seen whose entries were all read
 * @param round the round under way
 */
record JournalPosition(
    String incarnation, String lineage, JournalSnapshot seen, Optional<Round> round) {

  /**
   * A round under way.
   *
   * @param upTo whose entries it reads
   * @param last the last entry handed out
   */
  record Round(JournalSnapshot upTo, JournalRange.Place last) {}

  static JournalPosition at(String incarnation, String lineage, JournalSnapshot seen) {
    return new JournalPosition(incarnation, lineage, seen, Optional.empty());
  }

  /** Where all entries of {@code now} are read. */
  JournalPosition upTo(JournalSnapshot now) {
    return at(incarnation, lineage, now);
  }

  /** Where a round is under way. */
  JournalPosition within(Round underWay) {
    return new JournalPosition(incarnation, lineage, seen, Optional.of(underWay));
  }

  /** The newest transaction of which it knows. */
  long newest() {
    return round.map(each -> each.upTo().next()).orElse(seen.next());
  }

  /** What is to be read next, where {@code now} is what the database shows. */
  JournalRange range(Supplier<JournalSnapshot> now) {
    return new JournalRange(seen, round.map(Round::upTo).orElseGet(now), round.map(Round::last));
  }

  void write(DataOutputStream out) throws IOException {
    Cursors.write(out, List.of(incarnation, lineage));
    write(out, seen);
    out.writeBoolean(round.isPresent());
    if (round.isPresent()) {
      write(out, round.get().upTo());
      out.writeLong(round.get().last().transaction());
      out.writeLong(round.get().last().position());
    }
    write(out, seen.doubt());
    if (round.isPresent()) {
      write(out, round.get().upTo().doubt());
    }
  }

  static JournalPosition read(DataInputStream in) throws IOException {
    List<String> texts = Cursors.readTexts(in);
    String incarnation = texts.get(0);
    String lineage = texts.size() > 1 ? texts.get(1) : JournalLineage.UNNAMED;
    JournalSnapshot seen = readSnapshot(in);
    if (!in.readBoolean()) {
      return at(incarnation, lineage, doubted(seen, in));
    }
    JournalSnapshot upTo = readSnapshot(in);
    JournalRange.Place last = new JournalRange.Place(in.readLong(), in.readLong());
    JournalSnapshot base = doubted(seen, in);
    return new JournalPosition(
        incarnation, lineage, base, Optional.of(new Round(doubted(upTo, in), last)));
  }

  /** A span of one number as that number; another as its first, negated, and its last. */
  private static void write(DataOutputStream out, JournalSnapshot snapshot) throws IOException {
    out.writeLong(snapshot.settled());
    out.writeLong(snapshot.next());
    List<Long> bounds = new ArrayList<>();
    for (JournalSnapshot.Span each : snapshot.open()) {
      if (each.first() != each.last()) {
        bounds.add(-each.first());
      }
      bounds.add(each.last());
    }
    out.writeInt(bounds.size());
    for (long each : bounds) {
      out.writeLong(each);
    }
  }

  private static void write(DataOutputStream out, JournalSnapshot.Doubt doubt) throws IOException {
    out.writeLong(doubt.below());
    Cursors.write(out, doubt.owners().stream().sorted().toList());
  }

  private static JournalSnapshot readSnapshot(DataInputStream in) throws IOException {
    long settled = in.readLong();
    long next = in.readLong();
    List<JournalSnapshot.Span> open = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      long bound = in.readLong();
      if (bound < 0) {
        left--;
        open.add(new JournalSnapshot.Span(-bound, in.readLong()));
      } else {
        open.add(new JournalSnapshot.Span(bound, bound));
      }
    }
    return new JournalSnapshot(settled, next, open, JournalSnapshot.Doubt.NONE);
  }

  /** With what follows; nothing does in cursors of before there was this. */
  private static JournalSnapshot doubted(JournalSnapshot snapshot, DataInputStream in)
      throws IOException {
    if (in.available() == 0) {
      return snapshot;
    }
    JournalSnapshot.Doubt doubt =
        new JournalSnapshot.Doubt(in.readLong(), new TreeSet<>(Cursors.readTexts(in)));
    return new JournalSnapshot(snapshot.settled(), snapshot.next(), snapshot.open(), doubt);
  }
}
