package io.syncline.diff.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In what two sets differ. Immutable.
 *
 * @param onlyLeft the items that only the encoder's set has, ascending
 * @param onlyRight the items that only the decoder's set has, ascending
 */
public record SketchDifference(List<SketchItem> onlyLeft, List<SketchItem> onlyRight) {

  public SketchDifference {
    onlyLeft = onlyLeft.stream().sorted().toList();
    onlyRight = onlyRight.stream().sorted().toList();
  }

  /** How many items only one side has; a record that was changed counts twice. */
  public int size() {
    return onlyLeft.size() + onlyRight.size();
  }

  public boolean isEmpty() {
    return onlyLeft.isEmpty() && onlyRight.isEmpty();
  }

  /**
   * The same difference, one entry a key, in the order of the keys: a changed record shows as one
   * entry with both sides.
   *
   * @param keyLength how many bytes at the beginning of an item are its key
   */
  public List<SketchChange> byKey(int keyLength) {
    Map<SketchItem, SidesOfKey> sides = new TreeMap<>();
    for (SketchItem item : onlyLeft) {
      sides.computeIfAbsent(item.prefix(keyLength), key -> new SidesOfKey()).left.add(item);
    }
    for (SketchItem item : onlyRight) {
      sides.computeIfAbsent(item.prefix(keyLength), key -> new SidesOfKey()).right.add(item);
    }
    List<SketchChange> changes = new ArrayList<>(sides.size());
    sides.forEach((key, both) -> changes.add(new SketchChange(key, both.left, both.right)));
    return List.copyOf(changes);
  }

  private static final class SidesOfKey {
    private final List<SketchItem> left = new ArrayList<>(1);
    private final List<SketchItem> right = new ArrayList<>(1);
  }
}
