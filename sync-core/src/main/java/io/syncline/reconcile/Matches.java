package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.CorrelationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The newcomers of one batch and the known records, to be looked up by what they match on. */
final class Matches {

  private final List<CorrelationRule> rules;
  private final List<Map<String, List<Candidate>>> candidates = new ArrayList<>();
  private final List<Map<String, Integer>> newcomers = new ArrayList<>();
  private final List<Candidate> creating;
  private final Map<List<String>, Map<List<Value>, List<Candidate>>> byValues = new HashMap<>();

  Matches(
      List<CorrelationRule> rules,
      SystemId system,
      Collection<Newcomer> batch,
      Collection<Candidate> known) {
    this.rules = rules;
    List<Candidate> living = living(known);
    for (CorrelationRule rule : rules) {
      Map<String, List<Candidate>> records = new HashMap<>();
      living.forEach(
          each ->
              rule.key(each.row())
                  .ifPresent(
                      key -> records.computeIfAbsent(key, k -> new ArrayList<>()).add(each)));
      candidates.add(records);
      Map<String, Integer> counts = new HashMap<>();
      batch.forEach(
          each -> rule.key(each.row()).ifPresent(key -> counts.merge(key, 1, Integer::sum)));
      newcomers.add(counts);
    }
    creating = living.stream().filter(each -> each.creating().contains(system)).toList();
  }

  private static List<Candidate> living(Collection<Candidate> known) {
    TreeSet<Candidate> once = new TreeSet<>(Comparator.comparing(Candidate::record));
    known.stream().filter(Candidate::alive).forEach(once::add);
    return List.copyOf(once);
  }

  /** What the first rule finds that finds anything. */
  List<Candidate> byRule(Newcomer newcomer) {
    for (int i = 0; i < rules.size(); i++) {
      Map<String, List<Candidate>> records = candidates.get(i);
      Optional<String> key = rules.get(i).key(newcomer.row());
      List<Candidate> found = key.map(k -> records.getOrDefault(k, List.of())).orElse(List.of());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** The records being created at the system that have all the values the newcomer shows. */
  List<Candidate> byCreate(Newcomer newcomer) {
    if (creating.isEmpty()) {
      return List.of();
    }
    List<String> names = newcomer.row().names();
    return byValues
        .computeIfAbsent(names, this::indexed)
        .getOrDefault(values(newcomer.row(), names), List.of());
  }

  private Map<List<Value>, List<Candidate>> indexed(List<String> names) {
    Map<List<Value>, List<Candidate>> index = new HashMap<>();
    for (Candidate each : creating) {
      index.computeIfAbsent(values(each.row(), names), k -> new ArrayList<>()).add(each);
    }
    return index;
  }

  private static List<Value> values(Row row, List<String> names) {
    return names.stream().map(name -> row.get(name).orElse(Value.NULL)).toList();
  }

  /** Whether another newcomer matches it under any rule. */
  boolean hasTwin(Newcomer newcomer) {
    for (int i = 0; i < rules.size(); i++) {
      Map<String, Integer> counts = newcomers.get(i);
      boolean twin =
          rules
              .get(i)
              .key(newcomer.row())
              .map(key -> counts.getOrDefault(key, 0) > 1)
              .orElse(false);
      if (twin) {
        return true;
      }
    }
    return false;
  }
}
