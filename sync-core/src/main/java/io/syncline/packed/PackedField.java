package io.syncline.packed;

import io.syncline.model.FieldType;
import io.syncline.model.ValueKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One column of packed rows.
 *
 * @param name as its source calls it; any text
 * @param type what it holds; of kind {@code NULL}: never anything but null; of a decimal, a
 *     precision of at most 18 makes its slot short
 * @param fraction digits of the second that count in times, date-times and instants, 0 to 9; what
 *     is finer is cut off, towards the past
 * @param rules what does not count in texts; empty: every code point counts
 */
public record PackedField(String name, FieldType type, int fraction, Set<TextRule> rules) {

  private static final int NANOS = 9;

  public PackedField {
    if (fraction < 0 || fraction > NANOS) {
      throw new IllegalArgumentException("must be 0 to 9: field=" + name + " fraction=" + fraction);
    }
    if (type.kind() == ValueKind.LIFE) {
      throw new IllegalArgumentException(
          "must be of a kind that fields have: field=" + name + " kind=" + type.kind());
    }
    rules = inOrder(rules);
  }

  private static Set<TextRule> inOrder(Set<TextRule> rules) {
    EnumSet<TextRule> sorted = EnumSet.noneOf(TextRule.class);
    sorted.addAll(rules);
    return Collections.unmodifiableSet(sorted);
  }

  public static PackedField of(String name, FieldType type) {
    return new PackedField(name, type, NANOS, Set.of());
  }

  public PackedField withFraction(int digits) {
    return new PackedField(name, type, digits, rules);
  }

  public PackedField withRules(TextRule... more) {
    EnumSet<TextRule> all = EnumSet.noneOf(TextRule.class);
    all.addAll(rules);
    all.addAll(Set.of(more));
    return new PackedField(name, type, fraction, all);
  }

  ValueKind kind() {
    return type.kind();
  }

  /**
   * What two sides have in common: the wider type, the coarser fraction, both sides' rules.
   *
   * @throws IllegalArgumentException where their values can never be equal
   */
  static PackedField shared(PackedField left, PackedField right) {
    EnumSet<TextRule> rules = EnumSet.noneOf(TextRule.class);
    rules.addAll(left.rules);
    rules.addAll(right.rules);
    return new PackedField(
        left.name,
        SharedType.of(left.name, left.type, right.type),
        Math.min(left.fraction, right.fraction),
        rules);
  }
}
