package io.syncline.http.budget;

import io.syncline.http.client.RetryAfter;
import io.syncline.http.manifest.LimitsSpec.Learnable;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what an answer tells of the rate that is left. Of draft-ietf-httpapi-ratelimit-headers all
 * forms that services use: three fields (until revision 06), {@code RateLimit: limit=100,
 * remaining=0, reset=5} (revision 07), and {@code RateLimit: "default";r=0;t=5} (since revision
 * 08), where several policies may stand side by side. And what was there before it: {@code
 * X-RateLimit-Remaining} with {@code X-RateLimit-Reset}, or {@code X-Rate-Limit-}, whose reset is a
 * number of seconds, or a time in seconds or milliseconds since 1970.
 */
final class RateLimitHeaders {

  /** No wait has so many seconds; a time has. */
  private static final long FIRST_TIME_SECONDS = 1_000_000_000L;

  private static final long FIRST_TIME_MILLIS = 1_000_000_000_000L;

  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,15})(?:\\.\\d*)?\\s*(?:,.*)?");
  private static final Pattern LEFT = parameter("r");
  private static final Pattern LEFT_FOR = parameter("t");
  private static final Pattern REMAINING = member("remaining");
  private static final Pattern RESET = member("reset");

  private RateLimitHeaders() {}

  private static Pattern parameter(String name) {
    return Pattern.compile(";\\s*" + name + "=(\\d{1,15})(?![\\d.])");
  }

  private static Pattern member(String name) {
    return Pattern.compile("(?:^|[,\\s])" + name + "=(\\d{1,15})(?![\\d.])");
  }

  /**
   * How long nothing is left; empty where something is, or the answer does not tell, or cannot be
   * understood. A day at most.
   */
  static Optional<Duration> spentFor(HttpHeaders headers, Set<Learnable> learned, Instant now) {
    if (!tells(headers)) {
      return Optional.empty();
    }
    Stream<Duration> drafted =
        learned.contains(Learnable.RATE_LIMIT)
            ? Stream.concat(
                headers.allValues("RateLimit").stream().flatMap(RateLimitHeaders::field),
                fields(headers, "RateLimit", now))
            : Stream.empty();
    Stream<Duration> older =
        learned.contains(Learnable.X_RATE_LIMIT)
            ? Stream.of("X-RateLimit", "X-Rate-Limit")
                .flatMap(prefix -> fields(headers, prefix, now))
            : Stream.empty();
    return Stream.concat(drafted, older)
        .max(Comparator.naturalOrder())
        .map(wait -> wait.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : wait);
  }

  private static boolean tells(HttpHeaders headers) {
    for (String header : headers.map().keySet()) {
      if (isOfLimits(header)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfLimits(String header) {
    return startsWith(header, "RateLimit") || startsWith(header, "X-Rate");
  }

  private static boolean startsWith(String header, String start) {
    return header.regionMatches(true, 0, start, 0, start.length());
  }

  private static Stream<Duration> field(String value) {
    Stream<Duration> members =
        spent(number(value, REMAINING), number(value, RESET).map(Duration::ofSeconds));
    Stream<Duration> policies =
        policies(value).stream()
            .flatMap(
                policy ->
                    spent(number(policy, LEFT), number(policy, LEFT_FOR).map(Duration::ofSeconds)));
    return Stream.concat(members, policies);
  }

  /** Commas within quotes part nothing. */
  private static List<String> policies(String value) {
    List<String> policies = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      quoted ^= value.charAt(i) == '"';
      if (value.charAt(i) == ',' && !quoted) {
        policies.add(value.substring(from, i));
        from = i + 1;
      }
    }
    policies.add(value.substring(from));
    return policies;
  }

  private static Stream<Duration> fields(HttpHeaders headers, String prefix, Instant now) {
    Optional<Long> reset = headers.firstValue(prefix + "-Reset").flatMap(RateLimitHeaders::number);
    return spent(
        headers.firstValue(prefix + "-Remaining").flatMap(RateLimitHeaders::number),
        reset.map(at -> wait(at, RetryAfter.date(headers).orElse(now))));
  }

  private static Stream<Duration> spent(Optional<Long> left, Optional<Duration> wait) {
    return left.filter(calls -> calls == 0).flatMap(none -> wait).stream();
  }

  /** A time is that of the service's clock. */
  private static Duration wait(long reset, Instant from) {
    if (reset < FIRST_TIME_SECONDS) {
      return Duration.ofSeconds(reset);
    }
    Instant at =
        reset < FIRST_TIME_MILLIS ? Instant.ofEpochSecond(reset) : Instant.ofEpochMilli(reset);
    return at.isBefore(from) ? Duration.ZERO : Duration.between(from, at);
  }

  private static Optional<Long> number(String text) {
    return Optional.of(NUMBER.matcher(text))
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .map(Long::valueOf);
  }

  private static Optional<Long> number(String text, Pattern pattern) {
    return Optional.of(pattern.matcher(text))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .map(Long::valueOf);
  }
}
