package io.syncline.diff.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.packed.PackedSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Kept ranges show what plain maps show, and after any edits are what they would be built anew. */
public final class KeptCheck implements Runnable {

  @Override
  public void run() {
    for (long seed = 0; seed < 4; seed++) {
      edited(Kept.NUMBERED_AND_TEXTS.get((int) seed % 2), seed);
    }
    traded();
    damaged();
  }

  private static void edited(PackedSchema schema, long seed) {
    Random random = new Random(seed);
    TreeMap<Integer, Long> left = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      left.put(random.nextInt(1_000_000), random.nextLong());
    }
    TreeMap<Integer, Long> right = new TreeMap<>(left);
    KeptRanges mine = Kept.of(schema, left);
    KeptRanges other = Kept.of(schema, right);
    Kept.edit(schema, right, other, 300, random);

    assertThat(Kept.differences(mine, other))
        .as("seed=%d", seed)
        .isEqualTo(Kept.expected(schema, left, right));
    assertThat(Kept.of(schema, right).differing(other)).as("seed=%d", seed).isEmpty();
  }

  private static void traded() {
    KeptRanges one = Kept.of(Kept.NUMBERS, new TreeMap<>(Map.of(1, 5L, 2, 6L)));
    KeptRanges two = Kept.of(Kept.NUMBERS, new TreeMap<>(Map.of(1, 6L, 2, 5L)));
    KeptRanges pair = Kept.of(Kept.NUMBERS, new TreeMap<>(Map.of(1, 6L, 2, 5L, 4, 9L, 5, 9L)));

    assertThat(Kept.differences(one, two)).hasSize(2);
    assertThat(Kept.differences(two, pair)).hasSize(2);
  }

  private static void damaged() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Kept.of(Kept.NUMBERS, new TreeMap<>(Map.of(1, 5L, 2, 6L))).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    bytes[bytes.length - 13] ^= 1;

    assertThat(catchThrowable(() -> KeptRanges.read(Kept.NUMBERS, new ByteArrayInputStream(bytes))))
        .isNotNull();
  }
}
