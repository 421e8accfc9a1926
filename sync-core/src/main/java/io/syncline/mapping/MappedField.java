package io.syncline.mapping;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Optional;

/** One field mapping, tied to the types of both sides. */
final class MappedField {

  final FieldMapping mapping;
  private final FieldType type;
  private final Optional<FieldType> nativeType;
  final Lens lens;

  MappedField(FieldMapping mapping, FieldType type, Optional<FieldType> nativeType) {
    this.mapping = mapping;
    this.type = type;
    this.nativeType = nativeType;
    this.lens = bridged(mapping.lens(), type, nativeType.map(FieldType::kind));
  }

  private static Lens bridged(Lens lens, FieldType type, Optional<ValueKind> declared) {
    if (lens == IdentityLens.IDENTITY) {
      return Coercion.to(type, declared);
    }
    Lens nativeSide = new ComposedLens(new Coercion(lens.nativeKind(), declared), lens);
    return new ComposedLens(nativeSide, Coercion.to(type, lens.canonicalKind()));
  }

  Converted get(Value nativeValue) {
    return fitting(type, lens.get(nativeValue));
  }

  /** Empty old: the record is created, or the system does not carry the field. */
  Converted put(Value canonical, Optional<Value> old) {
    Converted written = old.isPresent() ? lens.put(canonical, old.get()) : lens.put(canonical);
    return nativeType.isPresent() ? fitting(nativeType.get(), written) : written;
  }

  private static Converted fitting(FieldType type, Converted converted) {
    if (!(converted instanceof Converted.Done done)) {
      return converted;
    }
    Optional<String> fault = type.fault(done.value());
    return fault.isPresent() ? Converted.fault(fault.get()) : converted;
  }
}
