package io.syncline.testkit.simulation.oracle;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All edits of one history, by their numbers and by record. */
final class Edits {

  private final List<Edit> all = new ArrayList<>();
  private final Map<String, List<Edit>> byRecord = new LinkedHashMap<>();

  /** An edit. Whoever enters a value anew has seen it, whoever entered it before. */
  Edit add(Edit.Kind kind, Place place, String field, String value, BitSet seen, Told told) {
    Edit edit = new Edit(all.size(), kind, place, field, value, told);
    edit.past.or(seen);
    if (kind == Edit.Kind.UNDONE) {
      entering(place.record(), field, value).forEach(other -> edit.past.set(other.number));
    }
    all.add(edit);
    byRecord.computeIfAbsent(place.record(), name -> new ArrayList<>()).add(edit);
    return edit;
  }

  List<Edit> all() {
    return all;
  }

  Iterable<String> records() {
    return byRecord.keySet();
  }

  List<Edit> of(String record) {
    return byRecord.getOrDefault(record, List.of());
  }

  List<Edit> of(String record, Edit.Kind kind) {
    return of(record).stream().filter(edit -> edit.kind == kind).toList();
  }

  boolean hasUndone(String record) {
    return !of(record, Edit.Kind.UNDONE).isEmpty();
  }

  /** The edits by which people entered a value, the last first. */
  List<Edit> entering(String record, String field, String value) {
    List<Edit> found = new ArrayList<>();
    for (Edit edit : of(record)) {
      if (edit.kind != Edit.Kind.BLANK && edit.field.equals(field) && edit.value.equals(value)) {
        found.add(0, edit);
      }
    }
    return found;
  }

  /**
   * When an edit is taken to be made that was made on top of another: not before that one, and not
   * before any that came to the same value.
   */
  Told above(Edit before, Told told) {
    long earliest = before.earliest;
    long latest = told.latest();
    for (Edit equal : entering(before.place.record(), before.field, before.value)) {
      earliest = Math.min(earliest, equal.earliest);
      latest = Math.max(latest, equal.latest);
    }
    return new Told(Math.max(told.earliest(), earliest), latest);
  }

  /** Whether somebody went on from it. */
  boolean isContinued(Edit edit) {
    return of(edit.place.record()).stream()
        .anyMatch(other -> other.field.equals(edit.field) && other.saw(edit));
  }

  /** Whether somebody who saw it deleted the record. */
  boolean isBuried(Edit edit) {
    return edit.buried
        || of(edit.place.record(), Edit.Kind.DELETED).stream().anyMatch(delete -> delete.saw(edit));
  }
}
