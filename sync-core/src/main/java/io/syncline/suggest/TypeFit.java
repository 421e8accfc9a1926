package io.syncline.suggest;

import io.syncline.model.FieldType;
import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The canonical type that two native fields may share.
 *
 * @param sure whether the types alone suffice; else rows must show that the values change kind
 *     without loss
 * @param notes what a person should know
 */
record TypeFit(FieldType type, boolean sure, List<String> notes) {

  private static final Set<ValueKind> NUMBERS =
      EnumSet.of(ValueKind.INTEGER, ValueKind.DECIMAL, ValueKind.DOUBLE);
  private static final Set<ValueKind> SCALARS =
      EnumSet.of(
          ValueKind.BOOLEAN,
          ValueKind.INTEGER,
          ValueKind.DECIMAL,
          ValueKind.DOUBLE,
          ValueKind.TEXT,
          ValueKind.BINARY,
          ValueKind.DATE,
          ValueKind.TIME,
          ValueKind.DATE_TIME,
          ValueKind.INSTANT,
          ValueKind.UUID);

  /** Empty where no value of the one could stand in the other. */
  static Optional<TypeFit> of(FieldType one, FieldType other) {
    if (!SCALARS.contains(one.kind()) || !SCALARS.contains(other.kind())) {
      return Optional.empty();
    }
    if (one.kind() == other.kind()) {
      return Optional.of(new TypeFit(wider(one, other), true, lengths(one, other)));
    }
    if (NUMBERS.contains(one.kind()) && NUMBERS.contains(other.kind())) {
      FieldType exact = one.kind() == ValueKind.DECIMAL ? one : other;
      return Optional.of(
          new TypeFit(
              exact.kind() == ValueKind.DECIMAL ? limited(exact) : FieldType.decimal(),
              true,
              List.of("numbers of two kinds: what the other cannot hold exactly is refused")));
    }
    return changed(one, other).map(type -> new TypeFit(type, false, List.of()));
  }

  private static Optional<FieldType> changed(FieldType one, FieldType other) {
    if (one.kind() == ValueKind.TEXT || other.kind() == ValueKind.TEXT) {
      FieldType type = one.kind() == ValueKind.TEXT ? other : one;
      return type.kind() == ValueKind.BINARY ? Optional.empty() : Optional.of(limited(type));
    }
    Set<ValueKind> both = EnumSet.of(one.kind(), other.kind());
    return both.equals(EnumSet.of(ValueKind.BOOLEAN, ValueKind.INTEGER))
        ? Optional.of(FieldType.bool())
        : Optional.empty();
  }

  private static FieldType wider(FieldType one, FieldType other) {
    return switch (one.kind()) {
      case TEXT -> widerText(one, other);
      case DECIMAL -> widerDecimal(one, other);
      default -> FieldType.of(one.kind());
    };
  }

  private static FieldType widerText(FieldType one, FieldType other) {
    if (!one.symbols().isEmpty()
        && one.symbols().equals(other.symbols())
        && one.symbols().stream().allMatch(Dictionary::isSayable)) {
      return FieldType.oneOf(one.symbols().toArray(String[]::new));
    }
    return one.length().isPresent() && other.length().isPresent()
        ? FieldType.text(Math.max(one.length().getAsInt(), other.length().getAsInt()))
        : FieldType.text();
  }

  private static FieldType widerDecimal(FieldType one, FieldType other) {
    if (one.precision().isEmpty() || other.precision().isEmpty()) {
      return FieldType.decimal();
    }
    int scale = Math.max(one.scale().orElse(0), other.scale().orElse(0));
    return FieldType.decimal(Math.max(whole(one), whole(other)) + scale, scale);
  }

  private static int whole(FieldType decimal) {
    return Math.max(1, decimal.precision().getAsInt() - decimal.scale().orElse(0));
  }

  /** The type in the words of a file, which are those of the factories. */
  private static FieldType limited(FieldType type) {
    return wider(type, type);
  }

  private static List<String> lengths(FieldType one, FieldType other) {
    List<String> notes = new ArrayList<>();
    if (one.kind() == ValueKind.TEXT && !one.length().equals(other.length())) {
      notes.add("lengths differ: " + length(one) + " and " + length(other));
    }
    if (one.kind() == ValueKind.DECIMAL
        && !(one.precision().equals(other.precision()) && one.scale().equals(other.scale()))) {
      notes.add("precisions differ: " + one + " and " + other);
    }
    return notes;
  }

  private static String length(FieldType text) {
    OptionalInt length = text.length();
    return length.isPresent() ? String.valueOf(length.getAsInt()) : "no limit";
  }

  /**
   * The guard for a side whose text is shorter than the canonical one; empty where it needs none.
   */
  Optional<String> guard(FieldType side) {
    boolean shorter =
        type.kind() == ValueKind.TEXT
            && side.kind() == ValueKind.TEXT
            && side.length().isPresent()
            && (type.length().isEmpty() || type.length().getAsInt() > side.length().getAsInt());
    return shorter ? Optional.of("max-length(" + side.length().getAsInt() + ")") : Optional.empty();
  }
}
