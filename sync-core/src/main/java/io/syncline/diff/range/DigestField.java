package io.syncline.diff.range;

import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one field contributes to the digest of its record.
 *
 * @param digits times, date-times and instants: digits of the second's fraction that count, 0 to 6;
 *     finer ones are cut off towards the past. 0 for all other kinds
 */
public record DigestField(ValueKind kind, int digits) {

  /** Microseconds. */
  public static final int MOST_DIGITS = 6;

  private static final Set<ValueKind> TIMED =
      EnumSet.of(ValueKind.TIME, ValueKind.DATE_TIME, ValueKind.INSTANT);

  public DigestField {
    if (digits < 0 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("must be 0 to " + MOST_DIGITS + ": digits=" + digits);
    }
    if (digits > 0 && !TIMED.contains(kind)) {
      throw new IllegalArgumentException("must be 0 for " + kind + ": digits=" + digits);
    }
  }

  /** At the finest precision that digests know. */
  public static DigestField of(ValueKind kind) {
    return new DigestField(kind, TIMED.contains(kind) ? MOST_DIGITS : 0);
  }

  /**
   * Field by field the coarser of two precisions, so that what both sides can hold digests alike.
   */
  public static List<DigestField> coarser(List<DigestField> some, List<DigestField> others) {
    if (some.size() != others.size()) {
      throw new IllegalArgumentException(
          "must be as many: some=" + some.size() + " others=" + others.size());
    }
    List<DigestField> fields = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      fields.add(some.get(i).coarser(others.get(i)));
    }
    return fields;
  }

  private DigestField coarser(DigestField other) {
    if (kind != other.kind) {
      throw new IllegalArgumentException("must be of one kind: kind=" + kind + " " + other.kind);
    }
    return digits <= other.digits ? this : other;
  }

  /** How many microseconds are one step of this precision. */
  public long stepMicros() {
    long step = 1;
    for (int i = digits; i < MOST_DIGITS; i++) {
      step *= 10;
    }
    return step;
  }

  /** Such as {@code text} or {@code instant(3)}. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return TIMED.contains(kind) ? name + "(" + digits + ")" : name;
  }
}
