package io.syncline.suggest;

import io.syncline.model.FieldType;
import io.syncline.model.ValueKind;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.suggest.FieldPair.End;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The draft as a file for a person to finish. */
final class DraftText {

  private final String entity;
  private final Side one;
  private final Side other;
  private final List<FieldPair> pairs;
  private final StringBuilder text = new StringBuilder();

  DraftText(
      String entity,
      Side one,
      Side other,
      int couples,
      List<FieldPair> pairs,
      Matching matching,
      List<LeftOut> leftOut) {
    this.entity = entity;
    this.one = one;
    this.other = other;
    this.pairs = pairs;
    head(couples);
    entity(matching);
    flow(one, FieldPair::one, leftOut);
    flow(other, FieldPair::other, leftOut);
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }

  private void note(int depth, String content) {
    line(depth, YamlLine.comment(content));
  }

  private void head(int couples) {
    note(0, "A draft of " + entity + " between " + one + " and " + other + ".");
    note(
        0,
        "Rows seen: "
            + one.rows().size()
            + " and "
            + other.rows().size()
            + ", of which "
            + couples
            + " in both. What says TODO needs a person; read the rest too.");
    line(0, "systems:");
    for (Side side : List.of(one, other)) {
      line(1, YamlLine.scalar(side.system()) + ":");
      line(2, "type: todo # TODO the type of its adapter, such as jdbc, and its settings");
    }
    line(0, "entities:");
    line(1, YamlLine.scalar(entity) + ":");
  }

  private void entity(Matching matching) {
    if (pairs.isEmpty()) {
      note(2, "TODO no two fields are alike: name the fields, and map them below");
      line(2, "fields: {}");
    } else {
      line(2, "fields:");
    }
    for (FieldPair pair : pairs) {
      note(3, Math.round(pair.confidence() * 100) + " %: " + pair.reason());
      pair.notes().forEach(each -> note(3, each));
      line(3, YamlLine.scalar(pair.field()) + ": " + YamlLine.value(words(pair.type())));
    }
    matching
        .best()
        .ifPresentOrElse(
            match -> {
              note(2, match.reason());
              line(2, "matchOn: " + YamlLine.list(List.of(match.rule())));
            },
            () -> noMatch(matching));
    line(2, "in:");
  }

  private void noMatch(Matching matching) {
    note(
        2, "TODO by what are records the same? Without an answer, each side gets all of the other");
    note(2, "matchOn: [" + matching.usual().orElse("a field, unique on both sides") + "]");
  }

  private void flow(Side side, Function<FieldPair, End> end, List<LeftOut> leftOut) {
    line(3, YamlLine.scalar(side.system()) + ":");
    line(4, "dataset: " + YamlLine.scalar(side.dataset()));
    if (!side.key().isEmpty() && side.key().stream().noneMatch(each -> each.contains("${"))) {
      line(4, "key: " + YamlLine.list(side.key()));
    }
    side.schema().fields().stream()
        .filter(field -> Excluded.isChangeStamp(field, side))
        .findFirst()
        .ifPresent(
            field -> note(4, "TODO if every write sets it, feed: polling(" + field.name() + ")"));
    line(4, pairs.isEmpty() ? "map: {}" : "map:");
    pairs.forEach(pair -> line(5, mapped(pair.field(), end.apply(pair))));
    leftOut.stream()
        .filter(each -> each.system().equals(side.system()))
        .forEach(each -> leftOut(side, each));
  }

  private static String mapped(String field, End end) {
    String name = YamlLine.scalar(field) + ": ";
    if (end.lenses().isEmpty() && end.direction().isEmpty()) {
      return name + YamlLine.scalar(end.nativeField());
    }
    String lenses = end.lenses().isEmpty() ? "" : ", lens: " + YamlLine.list(end.lenses());
    String direction = end.direction().isEmpty() ? "" : ", direction: " + end.direction();
    return name + "{ native: " + YamlLine.scalar(end.nativeField()) + lenses + direction + " }";
  }

  private void leftOut(Side side, LeftOut each) {
    Optional<NativeField> field = side.schema().field(each.nativeField());
    boolean wanted =
        field.filter(it -> !it.readOnly() && !it.nullable()).isPresent()
            && !(field.get().keyPart() && field.get().type().kind() != ValueKind.TEXT);
    note(5, "left out: " + each.nativeField() + ", " + each.reason());
    if (wanted) {
      note(
          5,
          "TODO it takes no NULL: without a default, records cannot be made in " + side.system());
    }
  }

  /** A type in the words of a file. */
  static String words(FieldType type) {
    return switch (type.kind()) {
      case DOUBLE -> "real";
      case BOOLEAN -> "bool";
      case DATE_TIME -> "dateTime";
      default -> type.toString();
    };
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
