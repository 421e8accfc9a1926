package io.syncline.jdbc.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What people did, and so what the databases may show in the end. A value is theirs alone: no two
 * edits write the same one.
 */
final class Deeds {

  /** One edit of a field that no later edit was made on top of. */
  private record Edit(String side, String value) {}

  private final Map<String, Map<String, List<Edit>>> open = new LinkedHashMap<>();
  private final List<String> refs = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private int count;

  /** A new row. */
  void made(String side, String ref, Map<String, String> values) {
    Map<String, List<Edit>> fields = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> fields.put(field, new ArrayList<>(List.of(new Edit(side, value)))));
    open.put(ref, fields);
    refs.add(ref);
    count++;
  }

  /**
   * An edit at a side, which overwrites what was edited there before, and what was seen there; or
   * one that loses, since the row was deleted at the other side.
   *
   * @param seen what the field showed at that side, under a lock
   */
  void edited(String side, String ref, String field, String seen, String value) {
    if (open.containsKey(ref)) {
      List<Edit> edits = open.get(ref).get(field);
      edits.removeIf(each -> each.side().equals(side) || each.value().equals(seen));
      edits.add(new Edit(side, value));
    }
    count++;
  }

  /** A delete, which wins over whatever else happens to the row. */
  void deleted(String ref) {
    if (open.remove(ref) != null) {
      refs.remove(ref);
      deleted.add(ref);
    }
    count++;
  }

  /** Any row; rarely the one deleted last, which the other side may still show. */
  String any(SplittableRandom random) {
    boolean last = !deleted.isEmpty() && (refs.isEmpty() || random.nextInt(20) == 0);
    return last ? deleted.get(deleted.size() - 1) : refs.get(random.nextInt(refs.size()));
  }

  /** Rows that were made and not deleted. */
  Set<String> alive() {
    return Set.copyOf(open.keySet());
  }

  /** Rows that were made and deleted. */
  Set<String> gone() {
    return Set.copyOf(deleted);
  }

  /**
   * The values that a field may show in the end: those of edits that none was made on top of. More
   * than one only where both sides edited it without sight of each other.
   */
  List<String> open(String ref, String field) {
    return open.get(ref).get(field).stream().map(Edit::value).toList();
  }

  int count() {
    return count;
  }

  /** How much was done, and how many fields were last edited on both sides. */
  @Override
  public String toString() {
    long contested =
        open.values().stream()
            .flatMap(fields -> fields.values().stream())
            .filter(edits -> edits.size() > 1)
            .count();
    return "%,d deeds, %,d rows, %,d deleted, %,d fields contested"
        .formatted(count, refs.size(), deleted.size(), contested);
  }
}
