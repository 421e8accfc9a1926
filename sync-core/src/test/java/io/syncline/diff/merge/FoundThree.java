package io.syncline.diff.merge;

import io.syncline.diff.SideChange;
import io.syncline.diff.ThreeWayKind;
import io.syncline.diff.ThreeWaySink;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both sides did to one record, as plain values; of each bit of the masks in {@code fields}: a
 * mark, and the name of the first field that it stands for.
 */
record FoundThree(
    List<Value> key, SideChange left, SideChange right, ThreeWayKind kind, List<String> fields) {

  private static final String ONLY_LEFT = "<";
  private static final String ONLY_RIGHT = ">";
  private static final String ALIKE = "=";
  private static final String DIFFERENTLY = "!";

  static List<FoundThree> expected(
      PackedSchema schema, List<Row> base, List<Row> left, List<Row> right) {
    Map<List<Value>, Row> inBase = Found.byKey(schema, base);
    Map<List<Value>, Row> onLeft = Found.byKey(schema, left);
    Map<List<Value>, Row> onRight = Found.byKey(schema, right);
    List<Row> all = new ArrayList<>(base);
    all.addAll(left);
    all.addAll(right);
    List<FoundThree> found = new ArrayList<>();
    for (Row row : Tables.sorted(schema, all)) {
      List<Value> key = Found.key(schema, row);
      FoundThree each =
          of(
              schema,
              key,
              Optional.ofNullable(inBase.get(key)),
              Optional.ofNullable(onLeft.get(key)),
              Optional.ofNullable(onRight.get(key)));
      if (each.left != SideChange.UNCHANGED || each.right != SideChange.UNCHANGED) {
        found.add(each);
      }
    }
    return found;
  }

  private static FoundThree of(
      PackedSchema schema,
      List<Value> key,
      Optional<Row> base,
      Optional<Row> left,
      Optional<Row> right) {
    SideChange l = what(schema, base, left);
    SideChange r = what(schema, base, right);
    List<String> fields = new ArrayList<>();
    for (List<PackedField> bit : bits(schema)) {
      String name = bit.get(0).name();
      boolean changedLeft = differs(bit, base, left);
      boolean changedRight = differs(bit, base, right);
      boolean apart = differs(bit, left, right);
      if (changedLeft && changedRight) {
        fields.add((apart ? DIFFERENTLY : ALIKE) + name);
      } else if (changedLeft || changedRight) {
        fields.add((changedLeft ? ONLY_LEFT : ONLY_RIGHT) + name);
      } else if (base.isEmpty() && apart) {
        fields.add(DIFFERENTLY + name);
      }
    }
    return new FoundThree(key, l, r, kind(l, r, fields), fields);
  }

  private static SideChange what(PackedSchema schema, Optional<Row> base, Optional<Row> side) {
    if (base.isEmpty()) {
      return side.isEmpty() ? SideChange.UNCHANGED : SideChange.INSERTED;
    }
    if (side.isEmpty()) {
      return SideChange.DELETED;
    }
    return Found.differing(schema, base.get(), side.get()).isEmpty()
        ? SideChange.UNCHANGED
        : SideChange.UPDATED;
  }

  private static boolean differs(List<PackedField> bit, Optional<Row> one, Optional<Row> other) {
    return bit.stream().anyMatch(field -> differs(field, one, other));
  }

  private static boolean differs(PackedField field, Optional<Row> one, Optional<Row> other) {
    Optional<Value> mine = one.flatMap(row -> row.get(field.name()));
    Optional<Value> its = other.flatMap(row -> row.get(field.name()));
    return mine.isPresent() && its.isPresent() && !mine.equals(its);
  }

  private static ThreeWayKind kind(SideChange left, SideChange right, List<String> fields) {
    if (right == SideChange.UNCHANGED) {
      return ThreeWayKind.ONLY_LEFT;
    }
    if (left == SideChange.UNCHANGED) {
      return ThreeWayKind.ONLY_RIGHT;
    }
    boolean apart = fields.stream().anyMatch(each -> each.startsWith(DIFFERENTLY));
    if (left != right || apart) {
      return ThreeWayKind.CONFLICT;
    }
    boolean alike = fields.stream().allMatch(each -> each.startsWith(ALIKE));
    return alike ? ThreeWayKind.ALIKE : ThreeWayKind.MERGEABLE;
  }

  private static List<List<PackedField>> bits(PackedSchema schema) {
    List<List<PackedField>> bits = new ArrayList<>();
    int count = schema.fields().size();
    for (int i = 0; i < Math.min(count, Long.SIZE); i++) {
      boolean last = i == PackedSchema.LAST_MASK_BIT;
      bits.add(schema.fields().subList(i, last ? count : i + 1));
    }
    return bits;
  }

  /** What a merge says. */
  static ThreeWaySink into(PackedSchema schema, List<FoundThree> found) {
    RowReader reader = new RowReader(schema);
    return change -> {
      List<Value> key =
          change.baseRow() >= 0
              ? reader.key(change.base(), change.baseRow())
              : change.leftRow() >= 0
                  ? reader.key(change.leftSlab(), change.leftRow())
                  : reader.key(change.rightSlab(), change.rightRow());
      List<String> fields = new ArrayList<>();
      List<List<PackedField>> bits = bits(schema);
      for (int i = 0; i < bits.size(); i++) {
        String name = bits.get(i).get(0).name();
        mark(change.onlyLeft(), i, ONLY_LEFT + name, fields);
        mark(change.onlyRight(), i, ONLY_RIGHT + name, fields);
        mark(change.alike(), i, ALIKE + name, fields);
        mark(change.differently(), i, DIFFERENTLY + name, fields);
      }
      found.add(new FoundThree(key, change.left(), change.right(), change.kind(), fields));
    };
  }

  private static void mark(long mask, int field, String mark, List<String> marks) {
    if ((mask >>> field & 1) != 0) {
      marks.add(mark);
    }
  }
}
