package io.syncline.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The key of a record in one system, as text: {@code 4711}, or several parts in the dataset's
 * order. An adapter must always write the same key in the same way. Ordered part by part.
 */
public record NativeKey(List<String> parts) implements Comparable<NativeKey> {

  public NativeKey {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("must have a part: parts=" + parts);
    }
  }

  public static NativeKey of(String... parts) {
    return new NativeKey(List.of(parts));
  }

  /** The inverse of {@link #toString()}. */
  public static NativeKey parse(String text) {
    return new NativeKey(KeyText.split(text));
  }

  @Override
  public int compareTo(NativeKey other) {
    int shared = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < shared; i++) {
      int order = parts.get(i).compareTo(other.parts.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }

  /**
   * The parts joined by {@code |}; a {@code |} or {@code \} inside a part is escaped by {@code \}.
   */
  @Override
  public String toString() {
    return parts.size() == 1 && KeyText.isPlain(parts.get(0))
        ? parts.get(0)
        : parts.stream().map(KeyText::escape).collect(Collectors.joining("|"));
  }
}
