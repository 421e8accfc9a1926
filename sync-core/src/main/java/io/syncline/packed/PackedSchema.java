package io.syncline.packed;

import io.syncline.model.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of packed rows, and how a row is laid out. Immutable.
 *
 * <pre>
 * key | null bits, absent bits, wide bit | slots | ends | text and other bytes of any length
 * </pre>
 *
 * <p>The <b>key</b> sorts, compared as unsigned bytes, as its values do, and no key is the
 * beginning of another. The <b>bits</b> begin with the lowest of the first byte: one per field that
 * is null, one per field that this side does not carry, and one for wide rows. A <b>slot</b> is as
 * wide as the field's kind needs; that of a null or absent field is zero. An <b>end</b> is where
 * the bytes of a field end, counted from the end of the ends, in 16 bits, or in 32 in a row with
 * 65,536 bytes or more of them: those rows are wide. All numbers are big endian.
 *
 * <p>Under one schema, rows are canonically equal exactly when their bytes are, and a row's bytes
 * tell where it ends. So two stretches of memory that are equal hold equal rows, cut alike.
 */
public final class PackedSchema {

  /** Counts up with every change of the layout; stands before packed bytes that are kept. */
  public static final int FORMAT = 1;

  /** The last bit of a mask of fields stands for this field and all behind it. */
  public static final int LAST_MASK_BIT = Long.SIZE - 1;

  private final List<PackedField> key;
  private final List<PackedField> fields;
  private final Layout layout;

  private PackedSchema(List<PackedField> key, List<PackedField> fields) {
    this.key = List.copyOf(key);
    this.fields = List.copyOf(fields);
    Set<String> seen = new HashSet<>();
    for (PackedField field : all()) {
      if (!seen.add(field.name())) {
        throw new IllegalArgumentException("must name a field once: field=" + field.name());
      }
    }
    key.forEach(PackedKey::check);
    this.layout = new Layout(this.key, this.fields);
  }

  public static PackedSchema of(List<PackedField> key, List<PackedField> fields) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("must have a key: fields=" + names(fields));
    }
    return new PackedSchema(key, fields);
  }

  /** Of rows that are told apart by where they are kept: they begin with their bits. */
  public static PackedSchema keyless(List<PackedField> fields) {
    return new PackedSchema(List.of(), fields);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The parts of the key, in order. */
  public List<PackedField> key() {
    return key;
  }

  /** The other fields, in order; a bit of a mask is a place in this list. */
  public List<PackedField> fields() {
    return fields;
  }

  /** Key and fields, in the order in which a row is packed. */
  public List<PackedField> all() {
    List<PackedField> all = new ArrayList<>(key);
    all.addAll(fields);
    return all;
  }

  /** The place of a field in {@link #fields()}; empty where it is none of them. */
  public Optional<Integer> indexOf(String name) {
    int i = names(fields).indexOf(name);
    return i < 0 ? Optional.empty() : Optional.of(i);
  }

  /** The names of the fields whose bits are set. */
  public List<String> names(long mask) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if ((mask >>> Math.min(i, LAST_MASK_BIT) & 1) != 0) {
        names.add(fields.get(i).name());
      }
    }
    return names;
  }

  /** The schema in which rows of two sides are compared: the fields that both have, by name. */
  public static PackedSchema shared(PackedSchema left, PackedSchema right) {
    if (!names(left.key).equals(names(right.key))) {
      throw new IllegalArgumentException(
          "must have the same key: left=" + names(left.key) + " right=" + names(right.key));
    }
    List<PackedField> key = new ArrayList<>();
    for (int i = 0; i < left.key.size(); i++) {
      key.add(PackedField.shared(left.key.get(i), right.key.get(i)));
    }
    List<PackedField> fields = new ArrayList<>();
    for (PackedField field : left.fields) {
      right
          .indexOf(field.name())
          .ifPresent(i -> fields.add(PackedField.shared(field, right.fields.get(i))));
    }
    return new PackedSchema(key, fields);
  }

  /** This schema with none of the fields that are not named. */
  public PackedSchema only(List<String> names) {
    return new PackedSchema(
        key, fields.stream().filter(field -> names.contains(field.name())).toList());
  }

  /** The bytes of every key, or 0 where keys are of different lengths. */
  public int keyWidth() {
    return layout.keyWidth;
  }

  /** Differs where bytes of one schema mean something else in another. */
  public long fingerprint() {
    return RowDigest.of(ByteSink.encode(FORMAT + " " + all() + " " + key.size()));
  }

  Layout layout() {
    return layout;
  }

  private static List<String> names(List<PackedField> fields) {
    return fields.stream().map(PackedField::name).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedSchema that && key.equals(that.key) && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + fields.hashCode();
  }

  @Override
  public String toString() {
    return "key " + names(key) + " fields " + names(fields);
  }

  /** Collects columns in order. */
  public static final class Builder {

    private final List<PackedField> key = new ArrayList<>();
    private final List<PackedField> fields = new ArrayList<>();

    private Builder() {}

    public Builder key(String name, FieldType type) {
      return key(PackedField.of(name, type));
    }

    public Builder key(PackedField part) {
      key.add(part);
      return this;
    }

    public Builder field(String name, FieldType type) {
      return field(PackedField.of(name, type));
    }

    public Builder field(PackedField field) {
      fields.add(field);
      return this;
    }

    public PackedSchema build() {
      return of(key, fields);
    }
  }
}
