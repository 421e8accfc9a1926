package io.syncline.diff.range;

import java.util.ArrayList;
import java.util.List;

/** Collects, for the explanation of a diff, what was planned, seen and done. */
final class RangedLog {

  private final List<String> notes = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();

  RangedLog(Way planned) {
    ways.add(planned);
  }

  void saw(String what) {
    notes.add(what);
  }

  void switched(Way way) {
    notes.add("switched from " + ways.get(ways.size() - 1) + " to " + way);
    ways.add(way);
  }

  List<String> notes() {
    return notes;
  }

  List<Way> ways() {
    return ways;
  }
}
