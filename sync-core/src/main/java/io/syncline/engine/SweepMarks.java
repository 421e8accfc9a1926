package io.syncline.engine;

import io.syncline.model.RecordId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one sweep by digest has met so far: a bit per record. */
final class SweepMarks {

  private final BitSet placed = new BitSet();
  private final BitSet listed = new BitSet();
  private final BitSet missing = new BitSet();
  private final SortedSet<Long> again = new TreeSet<>();
  private long there;

  /** They are members of a range. */
  void placed(Collection<RecordId> ids) {
    ids.forEach(id -> placed.set(bit(id)));
  }

  /** Their native keys were listed. */
  void listed(Collection<RecordId> ids) {
    ids.forEach(id -> listed.set(bit(id)));
  }

  /** They were members of this range, and are not listed there any more. */
  void missing(long range, Collection<RecordId> ids) {
    ids.forEach(id -> missing.set(bit(id)));
    again.add(range);
  }

  /** They were not found anywhere. */
  void missing(Collection<RecordId> ids) {
    ids.forEach(id -> missing.set(bit(id)));
  }

  /** The system counts so many records. */
  void there(long records) {
    there += records;
  }

  boolean isPlaced(RecordId id) {
    return placed.get(bit(id));
  }

  boolean isListed(RecordId id) {
    return listed.get(bit(id));
  }

  boolean isEmpty() {
    return there == 0;
  }

  /** What no range shows, wherever it was before. */
  List<RecordId> missing() {
    BitSet rest = (BitSet) missing.clone();
    rest.andNot(listed);
    return rest.stream().mapToObj(RecordId::new).toList();
  }

  /** The ranges that are to be listed once more, after what they miss was confirmed. */
  SortedSet<Long> again() {
    return new TreeSet<>(again);
  }

  private static int bit(RecordId id) {
    return Math.toIntExact(id.value());
  }
}
