package io.syncline.diff.sketch;

import java.util.List;

/**
 * A key whose items differ.
 *
 * @param key the beginning that the items share
 * @param left the items that only the encoder's set has: one, or none if it lacks the key; more
 *     only where two records share the key, as two keys with one hash do
 * @param right the same of the decoder's set
 */
public record SketchChange(SketchItem key, List<SketchItem> left, List<SketchItem> right) {

  public SketchChange {
    left = List.copyOf(left);
    right = List.copyOf(right);
    if (left.isEmpty() && right.isEmpty()) {
      throw new IllegalArgumentException("must have an item on one side: key=" + key);
    }
  }

  /** Whether both sides have the key, each with its own content. */
  public boolean isUpdate() {
    return !left.isEmpty() && !right.isEmpty();
  }
}
