package io.syncline.testkit.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the simulated systems agree, judged by the native values that they show now, each read
 * through the mapping of its system. The hub is only asked which native records are one, and why.
 *
 * @param records how many records were compared
 * @param values how many values two systems agreed on
 * @param leftOut what may differ, by the reason why
 */
public record Agreement(
    long records,
    long values,
    List<Difference> differences,
    SortedMap<String, List<String>> leftOut) {

  private static final int MOST_SHOWN = 10;

  public Agreement {
    differences = List.copyOf(differences);
    TreeMap<String, List<String>> copy = new TreeMap<>();
    leftOut.forEach((why, what) -> copy.put(why, List.copyOf(what)));
    leftOut = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * One field, or one whole record, in which systems do not agree.
   *
   * @param what the record by its keys in all systems, and the field
   * @param shown what each of the systems shows, canonically
   * @param why what the hub tells of it, in sentences
   */
  public record Difference(String what, SortedMap<String, String> shown, List<String> why) {

    public Difference {
      shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
      why = List.copyOf(why);
    }

    @Override
    public String toString() {
      List<String> sides = new ArrayList<>();
      shown.forEach((system, value) -> sides.add(system + " shows " + value));
      return what
          + ": "
          + String.join(", ", sides)
          + String.join("", why.stream().map(line -> "\n    " + line).toList());
    }
  }

  /** Whether nothing differs but what is left out. */
  public boolean holds() {
    return differences.isEmpty();
  }

  /** For people: the first differences and why, what was left out, and how much was compared. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(differences.isEmpty() ? "all agree" : differences.size() + " differ");
    text.append(", of ").append(records).append(" records and ").append(values);
    text.append(" values that are equal");
    differences.stream().limit(MOST_SHOWN).forEach(each -> text.append("\n  ").append(each));
    for (Map.Entry<String, List<String>> each : leftOut.entrySet()) {
      text.append("\n  left out, ").append(each.getKey()).append(": ");
      text.append(String.join("; ", each.getValue().stream().limit(MOST_SHOWN).toList()));
    }
    return text.toString();
  }
}
