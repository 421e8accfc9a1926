package io.syncline.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a canonical field may hold. Every field may be null.
 *
 * @param kind the kind of its values
 * @param length text: the most code points; binary: the most bytes; empty: no limit
 * @param precision decimal: digits in all; empty: no limit
 * @param scale decimal: digits after the point; empty: no limit
 * @param symbols text: the only values allowed; empty: any
 * @param element set and list: the type of the elements
 * @param refersTo text: the entity of the record that it names, see {@link #reference}
 */
public record FieldType(
    ValueKind kind,
    OptionalInt length,
    OptionalInt precision,
    OptionalInt scale,
    List<String> symbols,
    Optional<FieldType> element,
    Optional<EntityName> refersTo) {

  public FieldType {
    symbols = List.copyOf(symbols);
  }

  /** Any value of a kind, without limits; of a list or set, elements of any kind. */
  public static FieldType of(ValueKind kind) {
    return new FieldType(
        kind,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A record of {@code entity}, such as the company of a customer. Each system shows it by its own
   * key of one field; what is agreed is the record, so the key is translated on its way.
   */
  public static FieldType reference(String entity) {
    FieldType any = text();
    return new FieldType(
        any.kind,
        any.length,
        any.precision,
        any.scale,
        any.symbols,
        any.element,
        Optional.of(new EntityName(entity)));
  }

  public static FieldType text() {
    return of(ValueKind.TEXT);
  }

  /** Text of at most {@code length} code points. */
  public static FieldType text(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("must be >= 1: length=" + length);
    }
    FieldType any = text();
    return new FieldType(
        any.kind,
        OptionalInt.of(length),
        any.precision,
        any.scale,
        any.symbols,
        any.element,
        any.refersTo);
  }

  /** One of the given symbols. */
  public static FieldType oneOf(String... symbols) {
    if (symbols.length == 0) {
      throw new IllegalArgumentException("must name a symbol: symbols=[]");
    }
    FieldType any = text();
    return new FieldType(
        any.kind,
        any.length,
        any.precision,
        any.scale,
        List.of(symbols),
        any.element,
        any.refersTo);
  }

  /** An exact number of any size. */
  public static FieldType decimal() {
    return of(ValueKind.DECIMAL);
  }

  /** An exact number as SQL's {@code numeric(precision, scale)} holds it. */
  public static FieldType decimal(int precision, int scale) {
    if (precision < 1 || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "must be 0 <= scale <= precision, precision >= 1: precision="
              + precision
              + " scale="
              + scale);
    }
    FieldType any = decimal();
    return new FieldType(
        any.kind,
        any.length,
        OptionalInt.of(precision),
        OptionalInt.of(scale),
        any.symbols,
        any.element,
        any.refersTo);
  }

  public static FieldType integer() {
    return of(ValueKind.INTEGER);
  }

  public static FieldType real() {
    return of(ValueKind.DOUBLE);
  }

  public static FieldType bool() {
    return of(ValueKind.BOOLEAN);
  }

  public static FieldType binary() {
    return of(ValueKind.BINARY);
  }

  public static FieldType date() {
    return of(ValueKind.DATE);
  }

  public static FieldType time() {
    return of(ValueKind.TIME);
  }

  public static FieldType dateTime() {
    return of(ValueKind.DATE_TIME);
  }

  public static FieldType instant() {
    return of(ValueKind.INSTANT);
  }

  public static FieldType uuid() {
    return of(ValueKind.UUID);
  }

  /** Values of {@code element} without order or repetition. */
  public static FieldType setOf(FieldType element) {
    FieldType any = of(ValueKind.SET);
    return new FieldType(
        any.kind,
        any.length,
        any.precision,
        any.scale,
        any.symbols,
        Optional.of(element),
        any.refersTo);
  }

  /** Why {@code value} may not stand in a field of this type; empty where it may. */
  public Optional<String> fault(Value value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    if (value.kind() != kind) {
      return Optional.of("must be " + this + ", not " + value.kind() + ": value=" + value);
    }
    boolean fits =
        switch (kind) {
          case TEXT -> fits(((Value.Text) value).value());
          case DECIMAL -> fits(((Value.Decimal) value).value());
          case BINARY ->
              length.isEmpty() || ((Value.Binary) value).value().length <= length.getAsInt();
          case SET -> ((Value.SetOf) value).values().stream().allMatch(this::fitsAsElement);
          default -> true;
        };
    return fits ? Optional.empty() : Optional.of("must be " + this + ": value=" + value);
  }

  private boolean fitsAsElement(Value value) {
    return element.isEmpty() || element.get().fault(value).isEmpty();
  }

  private boolean fits(String text) {
    return (length.isEmpty() || text.codePointCount(0, text.length()) <= length.getAsInt())
        && (symbols.isEmpty() || symbols.contains(text));
  }

  private boolean fits(BigDecimal number) {
    if (scale.isPresent() && number.scale() > scale.getAsInt()) {
      return false;
    }
    return precision.isEmpty()
        || number.signum() == 0
        || number.precision() - number.scale() <= precision.getAsInt() - scale.orElse(0);
  }

  /**
   * As a person writes it: {@code text(80)}, {@code decimal(12,2)}, {@code oneOf(active, blocked)}.
   */
  @Override
  public String toString() {
    if (refersTo.isPresent()) {
      return "reference(" + refersTo.get() + ")";
    }
    if (!symbols.isEmpty()) {
      return "oneOf(" + String.join(", ", symbols) + ")";
    }
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    if (precision.isPresent()) {
      return name + "(" + precision.getAsInt() + "," + scale.orElse(0) + ")";
    }
    if (length.isPresent()) {
      return name + "(" + length.getAsInt() + ")";
    }
    return element.map(each -> name + "(" + each + ")").orElse(name);
  }
}
