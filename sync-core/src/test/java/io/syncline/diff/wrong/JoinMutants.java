package io.syncline.diff.wrong;

import io.syncline.diff.join.ScanOrderCheck;
import io.syncline.diff.join.UnsortedCheck;
import java.util.stream.Stream;

/** Faults of the unsorted join, and of what is read as it lies. */
final class JoinMutants {

  private JoinMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        mutant(
            "a collision is believed",
            "JoinTable",
            "!(tag == tag(slot) && hasKey(slot, row))",
            "tag != tag(slot)"),
        mutant(
            "the right side is spread by other bits than the left",
            "Spread",
            "int way = router.partition(rows.bytes(), rows.from(), rows.keyEnd());",
            "int way = router.partition(rows.bytes(), rows.from(), rows.keyEnd())"
                + " ^ (side == Side.RIGHT ? 1 : 0);"),
        mutant(
            "a partition is joined with the same side twice",
            "PartitionJoin",
            "Side passing = built == Side.LEFT ? Side.RIGHT : Side.LEFT;",
            "Side passing = Side.RIGHT;"),
        mutant(
            "an update that passes by from the left is given the wrong way round",
            "PartitionJoin",
            "Slab left = side == Side.LEFT ? passing : built;",
            "Slab left = side == Side.LEFT ? built : passing;"),
        mutant(
            "rows of equal length are equal",
            "PartitionJoin",
            "if (Arrays.equals(",
            "if (built.end(b) - built.keyEnd(b) == row.to() - row.keyEnd() || Arrays.equals("),
        mutant(
            "the last row that only the passing side has is lost",
            "PartitionJoin",
            "if (kept.rows() > 0) {",
            "if (kept.rows() > 1) {"),
        mutant(
            "a row that was matched is given as unmatched",
            "JoinTable",
            "return slots[slot] != 0 && (slots[slot] & MATCHED) == 0;",
            "return slots[slot] != 0;"),
        mutant(
            "the last chunk of a spilled partition is not written",
            "Pile",
            "    if (spilled) {\n      seal();\n    }",
            "    if (file != null) {\n      file.seal();\n    }"),
        mutant(
            "a full chunk is emptied before it is written",
            "Pile",
            "    write(open);\n    if (fits) {\n      open.clear();",
            "    open.clear();\n    write(open);\n    if (fits) {"),
        mutant(
            "keys are told apart by bits behind the first that differs",
            "FirstDifference",
            "(long) Byte.SIZE * at + leading);",
            "(long) Byte.SIZE * at + leading + Router.BITS);"),
        mutant(
            "a row's place reaches into that of its chunk",
            "Places",
            "rowBits = Integer.SIZE - Integer.numberOfLeadingZeros(most);",
            "rowBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(most);"),
        scanned(
            "a row that finds no partner in the merge is taken for gone",
            "Rest",
            "case DELETE -> add(Side.LEFT, l, leftRow);",
            "case DELETE -> sink.change(kind, l, leftRow, r, rightRow, fields);"),
        scanned(
            "a row out of order is joined as one of the other side",
            "Rest",
            "    add(side, slab, row);",
            "    add(Side.LEFT, slab, row);"),
        scanned(
            "the last row that ascends is lost",
            "Sieve",
            "slab.retain(ends, length);",
            "slab.retain(ends, Math.max(0, length - 1));"),
        scanned(
            "a row that ascends is joined, too",
            "Sieve",
            "        kept++;",
            "        kept++;\n        strays.stray(side, slab, row);"),
        scanned(
            "a sequence may go on with a smaller key",
            "Sieve",
            "before[row] = place == 0 ? -1 : ends[place - 1];",
            "before[row] = place == 0 ? -1 : row - 1;"));
  }

  private static Mutant mutant(String fact, String faulty, String original, String fault) {
    return mutant(fact, faulty, original, fault, UnsortedCheck.class);
  }

  private static Mutant scanned(String fact, String faulty, String original, String fault) {
    return mutant(fact, faulty, original, fault, ScanOrderCheck.class);
  }

  private static Mutant mutant(
      String fact, String faulty, String original, String fault, Class<? extends Runnable> check) {
    try {
      Class<?> type = Class.forName("io.syncline.diff.join." + faulty);
      return new Mutant(fact, type, original, fault, check);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
