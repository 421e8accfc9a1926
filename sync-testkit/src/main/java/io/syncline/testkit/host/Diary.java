package io.syncline.testkit.host;

import java.util.ArrayList;
import java.util.List;

/** What users did, in order. */
final class Diary {

  private final List<Deed> deeds = new ArrayList<>();

  /** One thing that a user did to one native record. */
  private record Deed(String system, String key, String what) {
    @Override
    public String toString() {
      return system + ": a user " + what + " of " + key;
    }
  }

  void add(String system, String key, String what) {
    deeds.add(new Deed(system, key, what));
  }

  List<String> lines() {
    return deeds.stream().map(Deed::toString).toList();
  }

  /** The last of what was done to one native record, at most {@code most}. */
  List<String> about(String system, String key, int most) {
    List<String> about =
        deeds.stream()
            .filter(deed -> deed.system.equals(system) && deed.key.equals(key))
            .map(Deed::toString)
            .toList();
    return about.subList(Math.max(0, about.size() - most), about.size());
  }

  @Override
  public String toString() {
    return deeds.size() + " deeds of users";
  }
}
