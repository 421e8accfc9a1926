package io.syncline.http.budget;

import io.syncline.http.manifest.LimitsSpec.Learnable;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer tells of a day's calls: {@code Sforce-Limit-Info: api-usage=18/5000}, or {@code
 * X-HubSpot-RateLimit-Daily} with {@code X-HubSpot-RateLimit-Daily-Remaining}.
 *
 * @param used how many were made, by whomever
 * @param limit how many there are
 */
record Usage(long used, long limit) {

  private static final Pattern SFORCE =
      Pattern.compile("(?:^|[;,\\s])api-usage=(\\d{1,12})/(\\d{1,12})\\b");
  private static final String HUBSPOT = "X-HubSpot-RateLimit-Daily";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  /** Empty where it does not tell, or cannot be understood. */
  static Optional<Usage> of(HttpHeaders headers, Set<Learnable> learned) {
    Optional<Usage> sforce =
        learned.contains(Learnable.SFORCE_LIMIT_INFO)
            ? headers.firstValue("Sforce-Limit-Info").flatMap(Usage::sforce)
            : Optional.empty();
    return sforce.isEmpty() && learned.contains(Learnable.HUBSPOT_DAILY)
        ? hubSpot(headers)
        : sforce;
  }

  private static Optional<Usage> sforce(String text) {
    Matcher found = SFORCE.matcher(text);
    return found.find()
        ? Optional.of(new Usage(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
        : Optional.empty();
  }

  private static Optional<Usage> hubSpot(HttpHeaders headers) {
    return number(headers, HUBSPOT)
        .flatMap(
            limit ->
                number(headers, HUBSPOT + "-Remaining")
                    .map(left -> new Usage(Math.max(0, limit - left), limit)));
  }

  private static Optional<Long> number(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .map(String::trim)
        .filter(NUMBER.asMatchPredicate())
        .map(Long::valueOf);
  }
}
