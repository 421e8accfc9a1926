package io.syncline.testkit.values;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The values of one logical type. All of them fit it, and none is null. Text is well-formed
 * Unicode.
 */
public final class SampleValues {

  /** One of so many draws is a value at the limits. */
  private static final int LIMIT_EVERY = 4;

  private static final List<SampleValues> OF_ANY_KIND =
      EnumSet.complementOf(EnumSet.of(ValueKind.LIFE)).stream()
          .map(kind -> new SampleValues(FieldType.of(kind)))
          .toList();

  private final FieldType type;
  private final List<Value> limits;

  private SampleValues(FieldType type) {
    this.type = type;
    this.limits = Limits.of(type).stream().filter(this::fits).toList();
  }

  public static SampleValues of(FieldType type) {
    return new SampleValues(type);
  }

  private boolean fits(Value value) {
    return type.fault(value).isEmpty();
  }

  /**
   * What is easily got wrong: empty, longest, greatest and least values, blanks at the end, signs
   * of four bytes, leap days, hours that clocks skip or repeat. Of a text with symbols, all of
   * them.
   */
  public List<Value> limits() {
    return limits;
  }

  /** A value by chance; one of the limits every fourth time. */
  public Value draw(RandomGenerator random) {
    if (!limits.isEmpty() && random.nextInt(LIMIT_EVERY) == 0) {
      return limits.get(random.nextInt(limits.size()));
    }
    return Drawing.of(type, random);
  }

  /** The limits, then {@code more} drawn values; always the same for a seed. */
  public List<Value> list(long seed, int more) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Value> values = new ArrayList<>(limits);
    for (int i = 0; i < more; i++) {
      values.add(draw(random));
    }
    return List.copyOf(values);
  }

  /** A value of any kind that a system may show, null among them. */
  public static Value drawAny(RandomGenerator random) {
    return OF_ANY_KIND.get(random.nextInt(OF_ANY_KIND.size())).draw(random);
  }

  @Override
  public String toString() {
    return "values of " + type;
  }
}
