package io.syncline.diff.wrong;

import io.syncline.diff.merge.MaskCheck;
import io.syncline.diff.merge.OrderCheck;
import io.syncline.diff.merge.ThreeWayCheck;
import io.syncline.diff.merge.TwoWayCheck;
import io.syncline.diff.merge.TwoWayMerge;
import io.syncline.packed.FieldMask;
import io.syncline.packed.Slab;
import java.util.stream.Stream;

/** Faults of the sorted merges. */
final class KernelMutants {

  private KernelMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        new Mutant(
            "a byte at the key's end is taken for one of the key",
            TwoWayMerge.class,
            "at >= left.slab.keyEnd(left.row)",
            "at > left.slab.keyEnd(left.row)",
            TwoWayCheck.class),
        new Mutant(
            "a byte in the key is taken for one of a field",
            TwoWayMerge.class,
            "at >= left.slab.keyEnd(left.row)",
            "at >= left.slab.keyEnd(left.row) - 1",
            TwoWayCheck.class),
        new Mutant(
            "keys are compared as signed bytes",
            TwoWayMerge.class,
            "Byte.compareUnsigned(l, r)",
            "Byte.compare(l, r)",
            TwoWayCheck.class),
        new Mutant(
            "an equal stretch moves only the left side",
            TwoWayMerge.class,
            "right.row += row - left.row;",
            "",
            TwoWayCheck.class),
        new Mutant(
            "a slab that ends equal takes the rest of the other with it",
            TwoWayMerge.class,
            "if (same < 0) {",
            "if (same < 0 || from + same == l.size()) {",
            TwoWayCheck.class),
        new Mutant(
            "rows that only the right side has behind the left's last are lost",
            TwoWayMerge.class,
            "while (right.hasRow()) {",
            "while (right.hasRow() && left.hasRow()) {",
            TwoWayCheck.class),
        new Mutant(
            "the last byte of a row is taken for one of the next",
            Slab.class,
            "starts[low + step] <= offset)",
            "starts[low + step] <= offset + 1)",
            TwoWayCheck.class),
        new Mutant(
            "keys of eight bytes are compared as signed numbers",
            Slab.class,
            "return Long.compareUnsigned(",
            "return Long.compare(",
            TwoWayCheck.class),
        new Mutant(
            "a mask is shifted by a field",
            FieldMask.class,
            "1L << Math.min(field, PackedSchema.LAST_MASK_BIT)",
            "1L << Math.min(field + 1, PackedSchema.LAST_MASK_BIT)",
            MaskCheck.class),
        new Mutant(
            "a mask wraps round behind 64 fields",
            FieldMask.class,
            "1L << Math.min(field, PackedSchema.LAST_MASK_BIT)",
            "1L << field",
            MaskCheck.class),
        new Mutant(
            "a field that one side does not carry differs",
            FieldMask.class,
            "return !Layout.bit(left, l, bit) && !Layout.bit(right, r, bit);",
            "return !Layout.bit(left, l, bit) || !Layout.bit(right, r, bit);",
            MaskCheck.class),
        new Mutant(
            "a text is as long as it is on the left",
            FieldMask.class,
            "end(right, r + at, wide)",
            "end(left, l + at, wide)",
            MaskCheck.class),
        new Mutant(
            "ends of wide rows are read as short ones",
            FieldMask.class,
            "int width = wide ? 4 : 2;",
            "int width = 2;",
            MaskCheck.class),
        new Mutant(
            "the last byte of a decimal does not count",
            FieldMask.class,
            "longsDiffer(left, l + at, right, r + at) || left[l + at + 8] != right[r + at + 8]",
            "longsDiffer(left, l + at, right, r + at)",
            MaskCheck.class),
        new Mutant(
            "order is not checked from slab to slab",
            ordered(),
            "check(last, 0, slab, 0);",
            "",
            OrderCheck.class),
        new Mutant(
            "a key may come twice",
            ordered(),
            "if (order >= 0) {",
            "if (order > 0) {",
            OrderCheck.class),
        new Mutant(
            "agreement is remembered when a side passes a row that the base lacks",
            merge("Agreement"),
            "    known = 0;\n    ended = false;",
            "    ended = false;",
            ThreeWayCheck.class),
        new Mutant(
            "a side that agrees longer takes the other with it",
            merge("ThreeWayMerge"),
            "Math.min(leftAgrees.bytes(), rightAgrees.bytes())",
            "Math.max(leftAgrees.bytes(), rightAgrees.bytes())",
            ThreeWayCheck.class),
        new Mutant(
            "whatever both sides changed was changed alike",
            merge("RecordChange"),
            "alike = both & ~between;",
            "alike = both;",
            ThreeWayCheck.class),
        new Mutant(
            "records that both sides inserted are taken for the left's",
            merge("ThreeWayMerge"),
            "boolean onRight = order >= 0;",
            "boolean onRight = order > 0;",
            ThreeWayCheck.class));
  }

  private static Class<?> ordered() {
    return merge("OrderedCursor");
  }

  /** Most classes of the kernel are no one's but its own. */
  private static Class<?> merge(String name) {
    try {
      return Class.forName("io.syncline.diff.merge." + name);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
