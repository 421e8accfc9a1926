package io.syncline.diff;

import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.TextRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which fields are compared, and what counts in them.
 *
 * @param only empty: all that every side has
 * @param changes by field or part of the key
 */
record FieldChoice(
    Optional<List<String>> only,
    List<String> ignored,
    Map<String, List<UnaryOperator<PackedField>>> changes) {

  FieldChoice {
    only = only.map(List::copyOf);
    ignored = List.copyOf(ignored);
    changes = Map.copyOf(changes);
  }

  static FieldChoice all() {
    return new FieldChoice(Optional.empty(), List.of(), Map.of());
  }

  FieldChoice only(List<String> names) {
    return new FieldChoice(Optional.of(names), ignored, changes);
  }

  FieldChoice ignoring(List<String> names) {
    List<String> more = new ArrayList<>(ignored);
    more.addAll(names);
    return new FieldChoice(only, more, changes);
  }

  FieldChoice comparing(String name, TextRule... rules) {
    return with(name, field -> field.withRules(rules));
  }

  FieldChoice fraction(String name, int digits) {
    return with(name, field -> field.withFraction(Math.min(digits, field.fraction())));
  }

  private FieldChoice with(String name, UnaryOperator<PackedField> change) {
    Map<String, List<UnaryOperator<PackedField>>> more = new HashMap<>(changes);
    List<UnaryOperator<PackedField>> longer = new ArrayList<>(more.getOrDefault(name, List.of()));
    longer.add(change);
    more.put(name, List.copyOf(longer));
    return new FieldChoice(only, ignored, more);
  }

  /**
   * The schema in which these sides are compared.
   *
   * @throws IllegalArgumentException naming the sides and what they have, where they cannot be
   */
  PackedSchema schema(List<RowSource> sides) {
    checkKeys(sides);
    checkNames(sides);
    List<String> chosen = chosen(sides);
    PackedSchema shared =
        sides.stream()
            .map(side -> side.schema().only(chosen))
            .reduce(PackedSchema::shared)
            .orElseThrow();
    return PackedSchema.of(changed(shared.key()), changed(shared.fields()));
  }

  private static void checkKeys(List<RowSource> sides) {
    Set<List<String>> keys =
        sides.stream().map(side -> names(side.schema().key())).collect(Collectors.toSet());
    if (keys.size() > 1) {
      throw new IllegalArgumentException(
          "must have the same key: " + listing(sides, PackedSchema::key));
    }
  }

  private void checkNames(List<RowSource> sides) {
    only.ifPresent(
        names -> names.forEach(name -> check("only", name, sides, field -> inAll(sides, field))));
    ignored.forEach(name -> check("ignoring", name, sides, field -> inAny(sides, field)));
    List<String> key = names(sides.get(0).schema().key());
    changes
        .keySet()
        .forEach(
            name ->
                check(
                    "comparing", name, sides, field -> key.contains(field) || inAll(sides, field)));
  }

  private static void check(
      String what, String name, List<RowSource> sides, Predicate<String> known) {
    if (!known.test(name)) {
      throw new IllegalArgumentException(
          "must be a field of the sides: "
              + what
              + "="
              + name
              + ", "
              + listing(sides, PackedSchema::fields));
    }
  }

  private List<String> chosen(List<RowSource> sides) {
    Set<String> chosen = new LinkedHashSet<>(names(sides.get(0).schema().fields()));
    chosen.removeIf(name -> !inAll(sides, name));
    if (chosen.isEmpty() && only.isEmpty()) {
      throw new IllegalArgumentException(
          "must have a field in common: " + listing(sides, PackedSchema::fields));
    }
    only.ifPresent(chosen::retainAll);
    ignored.forEach(chosen::remove);
    if (chosen.isEmpty() && !only.equals(Optional.of(List.of()))) {
      throw new IllegalArgumentException(
          "must leave a field to compare: ignoring="
              + ignored
              + ", "
              + listing(sides, PackedSchema::fields));
    }
    return List.copyOf(chosen);
  }

  private List<PackedField> changed(List<PackedField> columns) {
    return columns.stream().map(this::changed).toList();
  }

  private PackedField changed(PackedField column) {
    PackedField changed = column;
    for (UnaryOperator<PackedField> change : changes.getOrDefault(column.name(), List.of())) {
      changed = change.apply(changed);
    }
    return changed;
  }

  private static boolean inAll(List<RowSource> sides, String name) {
    return sides.stream().allMatch(side -> side.schema().indexOf(name).isPresent());
  }

  private static boolean inAny(List<RowSource> sides, String name) {
    return sides.stream().anyMatch(side -> side.schema().indexOf(name).isPresent());
  }

  private static String listing(
      List<RowSource> sides, java.util.function.Function<PackedSchema, List<PackedField>> columns) {
    return sides.stream()
        .map(side -> side.name() + " has " + names(columns.apply(side.schema())))
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(List<PackedField> columns) {
    return columns.stream().map(PackedField::name).toList();
  }
}
