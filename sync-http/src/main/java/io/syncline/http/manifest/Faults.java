package io.syncline.http.manifest;

import io.syncline.spi.SettingFault;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects everything that is wrong with one file, each fault once. */
public final class Faults {

  /** A word that is this far from another is no misspelling of it. */
  private static final int MAX_EDITS = 3;

  private final Set<SettingFault> found = new LinkedHashSet<>();

  void add(Node node, String message) {
    add(node.path(), node.line(), message);
  }

  void add(String path, int line, String message) {
    found.add(
        new SettingFault(path.isEmpty() ? "manifest" : path, message + " (line " + line + ")"));
  }

  List<SettingFault> all() {
    return List.copyOf(found);
  }

  /** The text of a fault: the words there are, and the one that was probably meant. */
  public static String unknown(String rule, String word, Collection<String> known) {
    return closest(word, known)
        .map(meant -> rule + ", did you mean " + meant + "?")
        .orElseGet(() -> rule + ", one of " + known.stream().sorted().toList());
  }

  private static Optional<String> closest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> edits(word, candidate) <= Math.min(MAX_EDITS, word.length() / 2))
        .min((a, b) -> Integer.compare(edits(word, a), edits(word, b)));
  }

  /** Levenshtein's distance, without regard to case. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        boolean same =
            Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
