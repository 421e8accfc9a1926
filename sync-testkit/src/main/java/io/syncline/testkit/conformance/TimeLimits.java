package io.syncline.testkit.conformance;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How long things may take.
 *
 * @param call one call of the adapter
 * @param patience until a feed tells, or a read sees, what has happened
 * @param rule one rule as a whole; it is interrupted then, and has failed
 */
public record TimeLimits(Duration call, Duration patience, Duration rule) {

  public TimeLimits {
    positive("call", call);
    positive("patience", patience);
    positive("rule", rule);
  }

  private static void positive(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("must be > 0: " + name + "=" + limit);
    }
  }

  /**
   * Ten seconds for a call, and until something shows, five minutes for a rule. Other ones by the
   * system properties {@code syncline.conformance.call}, {@code .patience} and {@code .rule}, or
   * else by the environment variables {@code SYNCLINE_CONFORMANCE_CALL} and so on, each an ISO
   * duration such as {@code PT30S}.
   */
  public static TimeLimits standard() {
    return standard(System::getProperty, System::getenv);
  }

  static TimeLimits standard(
      UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
    return new TimeLimits(
        limit("call", Duration.ofSeconds(10), properties, environment),
        limit("patience", Duration.ofSeconds(10), properties, environment),
        limit("rule", Duration.ofMinutes(5), properties, environment));
  }

  private static Duration limit(
      String name,
      Duration usual,
      UnaryOperator<@Nullable String> properties,
      UnaryOperator<@Nullable String> environment) {
    String property = "syncline.conformance." + name;
    return Optional.ofNullable(properties.apply(property))
        .or(
            () ->
                Optional.ofNullable(
                    environment.apply(property.toUpperCase(Locale.ROOT).replace('.', '_'))))
        .map(Duration::parse)
        .orElse(usual);
  }

  public TimeLimits withCall(Duration limit) {
    return new TimeLimits(limit, patience, rule);
  }

  public TimeLimits withPatience(Duration limit) {
    return new TimeLimits(call, limit, rule);
  }

  public TimeLimits withRule(Duration limit) {
    return new TimeLimits(call, patience, limit);
  }
}
