package io.syncline.http.manifest;

import io.syncline.http.manifest.LimitsSpec.Budget;
import io.syncline.http.manifest.LimitsSpec.Learnable;
import io.syncline.http.manifest.LimitsSpec.Limit;
import io.syncline.http.manifest.LimitsSpec.Shared;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code limits}. */
final class LimitsReader {

  private static final String ACCOUNT = "account";
  private static final int CONCURRENT = 4;
  private static final int READS_PERCENT = 80;
  private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,8})/(.+)");
  private static final Pattern RESETS = Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d) (\\S+)");
  private static final Pattern PERCENT = Pattern.compile("([1-9]\\d?|100)%");

  private final List<Budget> budgets = new ArrayList<>();
  private final Map<String, Integer> costs = new HashMap<>();
  private final Set<Learnable> learned = EnumSet.noneOf(Learnable.class);

  private LimitsReader() {}

  static LimitsSpec read(Section connection) {
    LimitsReader reader = new LimitsReader();
    connection.sections("limits").forEach(reader::entry);
    reader.learntByDay(connection);
    reader.withConcurrency();
    return new LimitsSpec(reader.budgets, reader.costs, reader.learned);
  }

  /** Once all calls are read: tells a match that none of them has, since it would never hold. */
  static void unmatched(Section connection) {
    Set<String> calls = connection.calls();
    for (Section entry : connection.sections("limits")) {
      entry
          .text("match")
          .filter(match -> !calls.contains(match))
          .ifPresent(
              match ->
                  entry.fault(
                      "match",
                      Faults.unknown("must be a call of the manifest: " + match, match, calls)));
    }
  }

  private void entry(Section entry) {
    Optional<String> match = entry.text("match");
    Optional<String> key = entry.text("key");
    List<Limit> limits = limits(entry);
    Optional<Shared> shared = shared(entry, limits);
    if (entry.has("cost")) {
      cost(entry, match, key.isPresent() && limits.isEmpty());
    } else if (match.isPresent() && limits.isEmpty()) {
      entry.fault("match", "must come with rate, daily, concurrent, longCalls or cost");
    }
    if (!limits.isEmpty() || (key.isPresent() && match.isEmpty())) {
      budgets.add(new Budget(key.or(() -> match).orElse(ACCOUNT), match, limits, shared));
    }
    for (String word : entry.texts("learnFrom")) {
      learned.addAll(learnable(entry, word));
    }
    entry.end();
  }

  private void cost(Section entry, Optional<String> match, boolean named) {
    int cost = entry.integer("cost", 1, 1);
    if (match.isEmpty()) {
      entry.fault("match", "must be given: a cost is that of one call");
    } else if (costs.put(match.get(), cost) != null) {
      entry.fault("cost", "must be given once: " + match.get());
    }
    if (named) {
      entry.fault("key", "must come with rate, daily, concurrent or longCalls");
    }
  }

  private static Optional<Shared> shared(Section entry, List<Limit> limits) {
    Optional<String> name = entry.text("shared");
    if (name.isPresent() && limits.stream().noneMatch(Limit::isShareable)) {
      entry.fault(
          "shared",
          "must come with rate or daily: concurrent and longCalls are each process's own");
    }
    return name.map(each -> new Shared(each, entry.path("shared")));
  }

  private static List<Limit> limits(Section entry) {
    int percent = percent(entry);
    List<Limit> limits = new ArrayList<>();
    entry.text("rate").flatMap(text -> rate(entry, text, percent)).ifPresent(limits::add);
    entry.section("daily").flatMap(each -> daily(each, percent)).ifPresent(limits::add);
    if (entry.has("concurrent")) {
      limits.add(new LimitsSpec.Concurrent(entry.integer("concurrent", CONCURRENT, 1), percent));
    }
    entry.section("longCalls").map(each -> longCalls(each, percent)).ifPresent(limits::add);
    if (entry.has("readsAtMost") && limits.isEmpty()) {
      entry.fault("readsAtMost", "must come with rate, daily, concurrent or longCalls");
    }
    return limits;
  }

  private static Optional<Limit> rate(Section entry, String text, int percent) {
    Matcher shape = RATE.matcher(text);
    Optional<Duration> per = shape.matches() ? Durations.of(shape.group(2)) : Optional.empty();
    if (per.isEmpty() || per.get().isZero() || per.get().isNegative()) {
      entry.fault("rate", "must be calls within a period such as 100/10s: " + text);
      return Optional.empty();
    }
    return Optional.of(new LimitsSpec.Rate(Integer.parseInt(shape.group(1)), per.get(), percent));
  }

  private static Optional<Limit> daily(Section section, int percent) {
    int calls = section.integer("calls", 1, 1);
    String text = section.requiredText("resets");
    if (!section.has("calls")) {
      section.fault("calls", "must be given");
    }
    Matcher shape = RESETS.matcher(text);
    Optional<ZoneId> zone = shape.matches() ? zone(shape.group(2)) : Optional.empty();
    if (section.has("resets") && zone.isEmpty()) {
      section.fault(
          "resets", "must be a time and a zone such as 00:00 America/Los_Angeles: " + text);
    }
    section.end();
    return zone.map(
        each -> new LimitsSpec.Daily(calls, LocalTime.parse(shape.group(1)), each, percent));
  }

  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Limit longCalls(Section section, int percent) {
    if (!section.has("over") || !section.has("concurrent")) {
      section.fault("over", "must be given with concurrent, as {over: 20s, concurrent: 25}");
    }
    Limit limit =
        new LimitsSpec.LongCalls(
            section.duration("over", Duration.ofSeconds(20)),
            section.integer("concurrent", CONCURRENT, 1),
            percent);
    section.end();
    return limit;
  }

  private static int percent(Section entry) {
    Optional<String> text = entry.text("readsAtMost");
    Optional<Matcher> shape = text.map(PERCENT::matcher).filter(Matcher::matches);
    if (text.isPresent() && shape.isEmpty()) {
      entry.fault("readsAtMost", "must be a share such as 80%: " + text.get());
    }
    return shape.map(each -> Integer.parseInt(each.group(1))).orElse(READS_PERCENT);
  }

  private static Set<Learnable> learnable(Section entry, String word) {
    Optional<Learnable> found = Learnable.of(word);
    if (found.isEmpty()) {
      entry.fault(
          "learnFrom", Faults.unknown("must be known headers: " + word, word, Learnable.words()));
    }
    return found.map(Set::of).orElse(Set.of());
  }

  /** What is used of a day needs a day that it is of. */
  private void learntByDay(Section connection) {
    boolean daily =
        budgets.stream()
            .flatMap(budget -> budget.limits().stream())
            .anyMatch(LimitsSpec.Daily.class::isInstance);
    for (Section entry : connection.sections("limits")) {
      if (!daily
          && entry.texts("learnFrom").stream()
              .flatMap(word -> Learnable.of(word).stream())
              .anyMatch(Learnable::isOfDay)) {
        entry.fault("learnFrom", "must come with a budget that has daily: it tells of a day");
      }
    }
  }

  /** There is always one limit that holds for all calls. */
  private void withConcurrency() {
    boolean limited =
        budgets.stream()
            .filter(budget -> budget.match().isEmpty())
            .flatMap(budget -> budget.limits().stream())
            .anyMatch(LimitsSpec.Concurrent.class::isInstance);
    if (!limited) {
      String key =
          budgets.stream()
              .filter(budget -> budget.match().isEmpty())
              .map(Budget::key)
              .findFirst()
              .orElse(ACCOUNT);
      Limit concurrent = new LimitsSpec.Concurrent(CONCURRENT, READS_PERCENT);
      budgets.add(new Budget(key, Optional.empty(), List.of(concurrent)));
    }
  }
}
