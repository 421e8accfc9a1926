package io.syncline.jdbc.diff;

import io.syncline.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of texts in binary: how many dimensions, whether there are nulls, the type; then of each
 * dimension its length and where it begins to count, which does not count here; then the elements,
 * each with its length. An array of several dimensions is a list of lists.
 */
final class WireTexts {

  private static final int HEADER = 12;
  private static final int DIMENSION = 8;

  private final byte[] bytes;
  private final int end;
  private final int[] lengths;
  private int at;

  private WireTexts(byte[] bytes, int at, int length) {
    this.bytes = bytes;
    this.end = at + length;
    this.lengths = new int[length < HEADER ? 0 : BigEndian.getInt(bytes, at)];
    this.at = at + HEADER;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = BigEndian.getInt(bytes, this.at);
      this.at += DIMENSION;
    }
  }

  static Value read(byte[] bytes, int at, int length) {
    WireTexts texts = new WireTexts(bytes, at, length);
    Value list = texts.lengths.length == 0 ? new Value.Sequence(List.of()) : texts.list(0);
    if (texts.at != texts.end) {
      throw new IllegalArgumentException(
          "must be of " + (texts.at - at) + " bytes: type=TEXTS length=" + length);
    }
    return list;
  }

  private Value list(int dimension) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < lengths[dimension]; i++) {
      values.add(dimension + 1 < lengths.length ? list(dimension + 1) : element());
    }
    return new Value.Sequence(values);
  }

  private Value element() {
    int length = BigEndian.getInt(bytes, at);
    at += 4;
    if (length < 0) {
      return Value.NULL;
    }
    at += length;
    return Value.of(new String(bytes, at - length, length, StandardCharsets.UTF_8));
  }
}
