package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalDurability;
import io.syncline.jdbc.dialect.JournalLineage;
import io.syncline.jdbc.dialect.JournalRange;
import io.syncline.jdbc.dialect.JournalSnapshot;
import io.syncline.jdbc.dialect.JournalState;
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
 * @param durable empty: nothing is known of it, or no number is ever given again
 */
record JournalPosition(
    String incarnation,
    String lineage,
    JournalSnapshot seen,
    Optional<Round> round,
    Optional<DurableMark> durable) {

  /**
   * A round under way.
   *
   * @param upTo whose entries it reads
   * @param last the last entry handed out
   */
  record Round(JournalSnapshot upTo, JournalRange.Place last) {}

  static JournalPosition at(JournalState state, String lineage, JournalSnapshot seen) {
    return new JournalPosition(
        state.incarnation(),
        lineage,
        seen,
        Optional.empty(),
        state.durability().map(now -> DurableMark.begin(now, state.purged(), seen.settled())));
  }

  /** Where all entries of {@code now} are read. */
  JournalPosition upTo(JournalSnapshot now) {
    return new JournalPosition(incarnation, lineage, now, Optional.empty(), durable);
  }

  /** Where a round is under way. */
  JournalPosition within(Round underWay) {
    return new JournalPosition(incarnation, lineage, seen, Optional.of(underWay), durable);
  }

  /** Where the database stands so; what a crash may have taken back is read again. */
  JournalPosition in(JournalState state) {
    if (state.durability().isEmpty()) {
      return this;
    }
    JournalDurability now = state.durability().get();
    if (isOfAnotherGeneration(now)) {
      long first = Math.max(settled(), state.purged()); // what was purged had been on disk
      return new JournalPosition(
          incarnation,
          lineage,
          JournalSnapshot.before(first),
          Optional.empty(),
          Optional.of(DurableMark.begin(now, first, first)));
    }
    DurableMark mark =
        durable
            .map(each -> each.moved(now, seen.settled()))
            .orElseGet(() -> DurableMark.begin(now, state.purged(), seen.settled()));
    return new JournalPosition(incarnation, lineage, seen, round, Optional.of(mark));
  }

  private boolean isOfAnotherGeneration(JournalDurability now) {
    return durable.isPresent() && !durable.get().generation().equals(now.generation());
  }

  /** Nothing that is numbered below is ever read again. */
  long settled() {
    return durable.map(DurableMark::settled).orElse(seen.settled());
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
    if (durable.isPresent()) {
      durable.get().write(out);
    }
  }

  static JournalPosition read(DataInputStream in) throws IOException {
    List<String> texts = Cursors.readTexts(in);
    String incarnation = texts.get(0);
    String lineage = texts.size() > 1 ? texts.get(1) : JournalLineage.UNNAMED;
    JournalSnapshot seen = readSnapshot(in);
    Optional<Round> round =
        in.readBoolean()
            ? Optional.of(
                new Round(readSnapshot(in), new JournalRange.Place(in.readLong(), in.readLong())))
            : Optional.empty();
    JournalSnapshot base = doubted(seen, in);
    Optional<Round> doubted = Optional.empty();
    if (round.isPresent()) {
      doubted = Optional.of(new Round(doubted(round.get().upTo(), in), round.get().last()));
    }
    return new JournalPosition(incarnation, lineage, base, doubted, durable(in));
  }

  /** There is none in cursors of before there was this. */
  private static Optional<DurableMark> durable(DataInputStream in) throws IOException {
    return in.available() == 0 ? Optional.empty() : Optional.of(DurableMark.read(in));
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
