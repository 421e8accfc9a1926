package io.syncline.reconcile;

import io.syncline.model.NativeKey;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The newcomers of one batch and the known records, to be looked up by what they match on. */
final class Matches {

  private final List<CorrelationRule> rules;
  private final List<Map<String, List<Candidate>>> candidates = new ArrayList<>();
  private final List<Map<String, List<Newcomer>>> newcomers = new ArrayList<>();
  private final SystemId system;
  private final List<Candidate> creating;
  private final Map<List<String>, Map<List<Value>, List<Candidate>>> byValues = new HashMap<>();

  Matches(
      List<CorrelationRule> rules,
      SystemId system,
      Collection<Newcomer> batch,
      Collection<Candidate> known) {
    this.rules = rules;
    this.system = system;
    List<Candidate> living = living(known, system);
    List<Newcomer> sorted = batch.stream().sorted(Comparator.comparing(Newcomer::key)).toList();
    for (CorrelationRule rule : rules) {
      candidates.add(byKey(rule, living, Candidate::row));
      newcomers.add(byKey(rule, sorted, Newcomer::row));
    }
    creating = living.stream().filter(each -> each.creating().contains(system)).toList();
  }

  /** What lives, and what may have come to live by a create in flight before it was deleted. */
  private static List<Candidate> living(Collection<Candidate> known, SystemId system) {
    TreeSet<Candidate> once = new TreeSet<>(Comparator.comparing(Candidate::record));
    known.stream()
        .filter(each -> each.alive() || each.creating().contains(system))
        .forEach(once::add);
    return List.copyOf(once);
  }

  private static <T> Map<String, List<T>> byKey(
      CorrelationRule rule, Collection<T> all, Function<T, Row> row) {
    Map<String, List<T>> index = new HashMap<>();
    for (T each : all) {
      for (String key : rule.keys(row.apply(each))) {
        index.computeIfAbsent(key, k -> new ArrayList<>()).add(each);
      }
    }
    return index;
  }

  /** What the first rule finds that finds anything. */
  Found byRule(Newcomer newcomer) {
    for (int i = 0; i < rules.size(); i++) {
      Found found = found(rules.get(i), candidates.get(i), newcomer);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Found.nothing();
  }

  private static Found found(
      CorrelationRule rule, Map<String, List<Candidate>> records, Newcomer newcomer) {
    Map<Candidate, Likeness> likely = new TreeMap<>(Comparator.comparing(Candidate::record));
    for (String key : rule.keys(newcomer.row())) {
      for (Candidate each : records.getOrDefault(key, List.of())) {
        if (!likely.containsKey(each) && !newcomer.apart().records().contains(each.record())) {
          double score = rule.score(newcomer.row(), each.row());
          if (rule.thresholds().doubts(score)) {
            likely.put(each, new Likeness(each.record(), score));
          }
        }
      }
    }
    boolean certain =
        likely.values().stream().allMatch(each -> rule.thresholds().accepts(each.score()));
    return new Found(List.copyOf(likely.keySet()), List.copyOf(likely.values()), certain);
  }

  /**
   * The records being created at the system that have all the values the newcomer shows, or had
   * them when they were sent.
   */
  List<Candidate> byCreate(Newcomer newcomer) {
    if (creating.isEmpty()) {
      return List.of();
    }
    List<String> names = newcomer.row().names();
    return byValues
        .computeIfAbsent(names, this::indexed)
        .getOrDefault(values(newcomer.row(), names), List.of())
        .stream()
        .filter(each -> !newcomer.apart().records().contains(each.record()))
        .toList();
  }

  private Map<List<Value>, List<Candidate>> indexed(List<String> names) {
    Map<List<Value>, List<Candidate>> index = new HashMap<>();
    for (Candidate each : creating) {
      List<Value> sent = values(each.sent().getOrDefault(system, each.row()), names);
      List<Value> now = values(each.row(), names);
      index.computeIfAbsent(sent, k -> new ArrayList<>()).add(each);
      if (!now.equals(sent)) {
        index.computeIfAbsent(now, k -> new ArrayList<>()).add(each);
      }
    }
    return index;
  }

  private static List<Value> values(Row row, List<String> names) {
    return names.stream().map(name -> row.get(name).orElse(Value.NULL)).toList();
  }

  /**
   * The first of the other newcomers that it may be one with under any rule, at most {@code most}.
   */
  List<NativeKey> twins(Newcomer newcomer, int most) {
    TreeSet<NativeKey> twins = new TreeSet<>();
    for (int i = 0; i < rules.size(); i++) {
      for (String key : rules.get(i).keys(newcomer.row())) {
        List<Newcomer> alike = newcomers.get(i).getOrDefault(key, List.of());
        for (int k = 0; k < alike.size() && twins.size() < most; k++) {
          if (areTwins(rules.get(i), newcomer, alike.get(k))) {
            twins.add(alike.get(k).key());
          }
        }
      }
    }
    return List.copyOf(twins);
  }

  private static boolean areTwins(CorrelationRule rule, Newcomer one, Newcomer other) {
    return !one.key().equals(other.key())
        && !one.apart().natives().contains(other.key())
        && !other.apart().natives().contains(one.key())
        && rule.thresholds().doubts(rule.score(one.row(), other.row()));
  }

  /**
   * What one rule found.
   *
   * @param likely how alike each record is, in the same order
   * @param certain whether the rule accepts each of them
   */
  record Found(List<Candidate> records, List<Likeness> likely, boolean certain) {

    static Found nothing() {
      return new Found(List.of(), List.of(), true);
    }

    boolean isEmpty() {
      return records.isEmpty();
    }
  }
}
