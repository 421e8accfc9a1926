package io.syncline.http.manifest;

import io.syncline.http.client.HttpDate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A version that is the time of a record's last change.
 *
 * <p>{@code If-Unmodified-Since} has whole seconds, and a service may compare by whole seconds, so
 * an edit soon after the version would pass for it. RFC 9110, 8.8.2.2 tells when none can: once the
 * service's own clock, as {@code Date} tells it, is past the version's second, each edit that is
 * not in the answer comes in a later one. The second after a fraction is sent, and the answer must
 * be from a later one still, so that this holds for services that compare by fractions as well:
 * they would not take a second that is cut off.
 *
 * @param weak whether this is waived: the second is cut off, and an edit within it written over
 */
public record ModifiedTime(TimeFormat format, boolean weak) {

  /** The latest that the form of these dates has. */
  private static final int LAST_YEAR = 9999;

  /** As {@code If-Unmodified-Since} has it; empty for text that is no time, or that has no date. */
  public Optional<String> date(String token) {
    Optional<Instant> second = format.read(token).map(this::second).filter(ModifiedTime::isDate);
    // a date goes as it came: some services look at the text
    return second.map(time -> format == TimeFormat.HTTP_DATE ? token : HttpDate.write(time));
  }

  /**
   * Whether no edit that an answer does not show can pass for the version.
   *
   * @param date when the answer was made, by the service's clock
   */
  public boolean isOver(String token, Instant date) {
    return weak || format.read(token).filter(time -> second(time).isBefore(date)).isPresent();
  }

  private Instant second(Instant time) {
    Instant cut = time.truncatedTo(ChronoUnit.SECONDS);
    return weak || cut.equals(time) ? cut : cut.plusSeconds(1);
  }

  private static boolean isDate(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year >= 0 && year <= LAST_YEAR;
  }
}
