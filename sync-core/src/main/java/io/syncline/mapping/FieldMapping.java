package io.syncline.mapping;

/**
 * How one canonical field stands in one system.
 *
 * @param field the canonical name
 * @param nativeField the system's name for it
 */
public record FieldMapping(String field, String nativeField, Lens lens, Direction direction) {

  public FieldMapping {
    if (nativeField.isEmpty()) {
      throw new IllegalArgumentException("must name a native field: field=" + field);
    }
    if (lens.isOneWay() && direction != Direction.READ_ONLY) {
      throw new IllegalArgumentException(
          "must be READ_ONLY, the lens is one-way: field=" + field + " direction=" + direction);
    }
  }

  /** Both ways, unchanged. */
  public static FieldMapping of(String field, String nativeField) {
    return of(field, nativeField, Lenses.identity());
  }

  /** Both ways; a one-way lens is only read. */
  public static FieldMapping of(String field, String nativeField, Lens lens) {
    return new FieldMapping(
        field, nativeField, lens, lens.isOneWay() ? Direction.READ_ONLY : Direction.BOTH);
  }

  public FieldMapping with(Direction other) {
    return new FieldMapping(field, nativeField, lens, other);
  }
}
