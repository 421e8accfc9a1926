package io.syncline.mapping;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bridges kinds: formats have few of them (JSON knows no dates and no exact decimals), and the same
 * number may arrive as text. Only what keeps the value is converted; see {@link KindChange}.
 *
 * <p>A value written goes out in the kind that the other side declares, else in that of the old
 * value, else as it is.
 */
final class Coercion extends Lens {

  private final Optional<ValueKind> inside;
  private final Optional<ValueKind> outside;
  private final Optional<Coercion> element;

  /**
   * @param inside the kind that is read; empty: any
   * @param outside the kind to write; empty: that of the old value
   */
  Coercion(Optional<ValueKind> inside, Optional<ValueKind> outside) {
    this(inside, outside, Optional.empty());
  }

  private Coercion(
      Optional<ValueKind> inside, Optional<ValueKind> outside, Optional<Coercion> element) {
    this.inside = inside;
    this.outside = outside;
    this.element = element;
  }

  static Coercion to(FieldType type, Optional<ValueKind> outside) {
    return new Coercion(
        Optional.of(type.kind()), outside, type.element().map(each -> to(each, Optional.empty())));
  }

  @Override
  Converted read(Value nativeValue) {
    if (inside.isEmpty()) {
      return Converted.done(nativeValue);
    }
    if (element.isPresent() && Elements.hasThem(nativeValue)) {
      return Elements.collect(inside.get(), Elements.of(nativeValue), element.get()::get);
    }
    return KindChange.to(inside.get(), nativeValue);
  }

  @Override
  Converted writeValue(Value canonical, Value old) {
    if (inside.isPresent() && canonical.kind() != inside.get()) {
      return Faults.kind(inside.get().toString(), canonical);
    }
    if (outside.isPresent()) {
      return as(outside.get(), canonical, old);
    }
    if (!old.isNull() && as(old.kind(), canonical, old) instanceof Converted.Done kept) {
      return kept;
    }
    return as(canonical.kind(), canonical, old);
  }

  /**
   * Only what reads back as the same value is an answer: text 007 is no integer 7. What is text on
   * both sides has no form but its own.
   */
  private Converted as(ValueKind kind, Value canonical, Value old) {
    if (element.isPresent() && Elements.hasThem(canonical)) {
      return elements(kind, canonical, old);
    }
    if (kind == ValueKind.TEXT && canonical.kind() == ValueKind.TEXT) {
      return Converted.done(canonical);
    }
    if (kind == canonical.kind() && old.isNull()) {
      return Converted.done(canonical);
    }
    Converted changed =
        KindChange.to(kind, canonical).then(value -> Converted.done(OldForm.of(value, old)));
    boolean same = changed.then(back -> KindChange.to(canonical.kind(), back)).is(canonical);
    return same || !(changed instanceof Converted.Done)
        ? changed
        : Faults.rule("must be the same when written as " + kind, canonical);
  }

  /** What the old collection already shows keeps its place and form; the rest follows. */
  private Converted elements(ValueKind kind, Value canonical, Value old) {
    Coercion each = element.orElseThrow();
    Set<Value> left = new HashSet<>(Elements.of(canonical));
    List<Value> before = Elements.hasThem(old) ? Elements.of(old) : List.of();
    List<Value> written = new ArrayList<>();
    for (Value one : before) {
      if (each.get(one) instanceof Converted.Done done && left.remove(done.value())) {
        written.add(one);
      }
    }
    Value form = before.isEmpty() ? Value.NULL : before.get(0);
    for (Value one : Elements.of(canonical)) {
      if (left.contains(one)) {
        if (!(each.write(one, form) instanceof Converted.Done done)) {
          return each.write(one, form);
        }
        written.add(done.value());
      }
    }
    return Elements.collect(kind, written, Converted::done);
  }

  @Override
  Optional<ValueKind> nativeKind() {
    return outside;
  }

  @Override
  Optional<ValueKind> canonicalKind() {
    return inside;
  }
}
