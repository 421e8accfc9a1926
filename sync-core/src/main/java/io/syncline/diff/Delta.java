package io.syncline.diff;

import io.syncline.model.Row;
import io.syncline.packed.Slab;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record that differs. A diff hands it on packed, and unpacks what it is asked for: who only
 * counts pays nothing. It is good until the {@link DeltaConsumer} returns; {@link #keep} makes it
 * last. Not thread-safe before it is kept.
 */
public final class Delta {

  private final ChangeKind kind;
  private @Nullable PackedChange packed;
  private @Nullable Row key;
  private @Nullable Row left;
  private @Nullable Row right;
  private @Nullable List<String> fields;

  Delta(PackedChange packed) {
    this.kind = packed.kind();
    this.packed = packed;
  }

  private Delta(
      ChangeKind kind, Row key, @Nullable Row left, @Nullable Row right, List<String> fields) {
    this.kind = kind;
    this.key = key;
    this.left = left;
    this.right = right;
    this.fields = List.copyOf(fields);
  }

  /** A record that only right has. */
  public static Delta insert(Row key, Row right) {
    return new Delta(ChangeKind.INSERT, key, null, right, List.of());
  }

  /**
   * A record that both have, with different fields.
   *
   * @param fields the names of those that differ
   */
  public static Delta update(Row key, Row left, Row right, List<String> fields) {
    return new Delta(ChangeKind.UPDATE, key, left, right, fields);
  }

  /** A record that only left has. */
  public static Delta delete(Row key, Row left) {
    return new Delta(ChangeKind.DELETE, key, left, null, List.of());
  }

  public ChangeKind kind() {
    return kind;
  }

  /** The parts of the record's key, by name, in order. */
  public Row key() {
    if (key == null) {
      key = packed().key();
    }
    return key;
  }

  /** The record as left has it, key and fields; empty for an insert. */
  public Optional<Row> left() {
    if (left == null && kind != ChangeKind.INSERT) {
      left = packed().left();
    }
    return Optional.ofNullable(left);
  }

  /** The record as right has it, key and fields; empty for a delete. */
  public Optional<Row> right() {
    if (right == null && kind != ChangeKind.DELETE) {
      right = packed().right();
    }
    return Optional.ofNullable(right);
  }

  /** Of an update, the names of the fields that differ, in the schema's order; else empty. */
  public List<String> fields() {
    if (fields == null) {
      fields = packed().fields();
    }
    return fields;
  }

  /** Unpacks everything, so that this may be used after the consumer has returned. */
  public Delta keep() {
    key();
    left();
    right();
    fields();
    packed = null;
    return this;
  }

  /** The slabs that this looks into are about to be filled anew. */
  void expire() {
    packed = null;
  }

  private PackedChange packed() {
    if (packed == null) {
      throw new IllegalStateException(
          "must be kept by keep() to be read after the consumer returned: kind=" + kind);
    }
    return packed;
  }

  @Override
  public String toString() {
    return kind + " " + key() + (kind == ChangeKind.UPDATE ? " " + fields() : "");
  }

  /** A change where the diff has it. */
  record PackedChange(
      Unpacking unpacking,
      ChangeKind kind,
      Slab leftSlab,
      int l,
      Slab rightSlab,
      int r,
      long mask) {

    Row key() {
      return kind == ChangeKind.INSERT ? unpacking.key(rightSlab, r) : unpacking.key(leftSlab, l);
    }

    Row left() {
      return unpacking.row(leftSlab, l);
    }

    Row right() {
      return unpacking.row(rightSlab, r);
    }

    List<String> fields() {
      return kind == ChangeKind.UPDATE
          ? unpacking.fields(leftSlab, l, rightSlab, r, mask)
          : List.of();
    }
  }
}
