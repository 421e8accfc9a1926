package io.syncline.engine;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into pieces that a call can take. */
final class Slices {

  private Slices() {}

  /** In order, each of {@code most} elements but the last; none for an empty list. Views. */
  static <T> List<List<T>> of(List<T> list, int most) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < list.size(); from += most) {
      slices.add(list.subList(from, Math.min(from + most, list.size())));
    }
    return slices;
  }
}
