package io.syncline.http.manifest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a service allows. A call draws on every budget that covers it.
 *
 * @param costs as how many calls some count in rates, by {@link Call#toString()}; others count once
 * @param learned the headers that tell what is left
 */
public record LimitsSpec(List<Budget> budgets, Map<String, Integer> costs, Set<Learnable> learned) {

  public LimitsSpec {
    budgets = List.copyOf(budgets);
    costs = Map.copyOf(costs);
    learned = Set.copyOf(learned);
  }

  /** As how many calls this one counts in rates. */
  public int cost(Call call) {
    return costs.isEmpty() ? 1 : costs.getOrDefault(call.toString(), 1);
  }

  /**
   * One or more limits under one name.
   *
   * @param match the only call that draws on it, by {@link Call#toString()}; empty: all do
   * @param shared where other processes draw on those of its limits that can be shared; empty: they
   *     hold for this process alone
   */
  public record Budget(
      String key, Optional<String> match, List<Limit> limits, Optional<Shared> shared) {

    public Budget {
      limits = List.copyOf(limits);
    }

    /** One of this process alone. */
    public Budget(String key, Optional<String> match, List<Limit> limits) {
      this(key, match, limits, Optional.empty());
    }

    public boolean covers(Call call) {
      return match.isEmpty() || match.get().equals(call.toString());
    }
  }

  /**
   * Where several processes keep one account.
   *
   * @param dataSource the name under which the host lends it
   * @param path of the key in the manifest that names it
   */
  public record Shared(String dataSource, String path) {}

  /** How much there is for all calls together, of which reads may take a share only. */
  public sealed interface Limit {

    /** How many percent of it reads may take; never less than one call. */
    int readsPercent();

    /** Whether several processes can keep it together. */
    default boolean isShareable() {
      return false;
    }
  }

  /** So many calls begin within any such period. */
  public record Rate(int calls, Duration per, int readsPercent) implements Limit {

    @Override
    public boolean isShareable() {
      return true;
    }
  }

  /** So many calls begin from one reset to the next, of which there is one a day. */
  public record Daily(int calls, LocalTime resets, ZoneId zone, int readsPercent) implements Limit {

    @Override
    public boolean isShareable() {
      return true;
    }

    /** The latest reset that is not after it. A day may have 23 hours, or 25. */
    public Instant begin(Instant now) {
      Instant ofThisDate = reset(date(now));
      return ofThisDate.isAfter(now) ? reset(date(now).minusDays(1)) : ofThisDate;
    }

    /** The first reset after it. */
    public Instant end(Instant now) {
      Instant ofThisDate = reset(date(now));
      return ofThisDate.isAfter(now) ? ofThisDate : reset(date(now).plusDays(1));
    }

    private LocalDate date(Instant now) {
      return now.atZone(zone).toLocalDate();
    }

    /** A time that the date skips comes with the change; of one that comes twice, the first. */
    private Instant reset(LocalDate date) {
      return date.atTime(resets).atZone(zone).toInstant();
    }
  }

  /** So many calls are under way at once. */
  public record Concurrent(int calls, int readsPercent) implements Limit {}

  /** None begins while so many calls have been under way for that long. */
  public record LongCalls(Duration over, int calls, int readsPercent) implements Limit {}

  /** Headers that tell what is left. */
  public enum Learnable {
    /** Those of the IETF's draft, in the forms that are in use. */
    RATE_LIMIT("RateLimit"),
    /** Those that were there before, whose reset is a time or a number of seconds. */
    X_RATE_LIMIT("X-RateLimit-*"),
    /** How much of a day's calls is used, as Salesforce has it: {@code api-usage=18/5000}. */
    SFORCE_LIMIT_INFO("Sforce-Limit-Info"),
    /** How many of a day's calls are left, and how many there are, as HubSpot has it. */
    HUBSPOT_DAILY("X-HubSpot-RateLimit-Daily-*"),
    /** On any answer; on one that is throttled it is obeyed without being told. */
    RETRY_AFTER("Retry-After");

    private final String word;

    Learnable(String word) {
      this.word = word;
    }

    /** Whether it tells of a day's calls; only a budget by the day can heed it. */
    boolean isOfDay() {
      return this == SFORCE_LIMIT_INFO || this == HUBSPOT_DAILY;
    }

    /** As manifests spell it. */
    public String word() {
      return word;
    }

    static List<String> words() {
      return Arrays.stream(values()).map(each -> each.word).toList();
    }

    static Optional<Learnable> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }
}
