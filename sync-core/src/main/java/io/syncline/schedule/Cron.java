package io.syncline.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.Optional;

/**
 * A cron expression of five fields as POSIX's crontab has them: minute, hour, day of month, month,
 * day of week, each a {@code *} or a list of numbers, ranges and steps. Months and days of the week
 * may be named ({@code JAN}, {@code MON}); Sunday is 0 and 7. Where both days are restricted,
 * either may fit. Speaks of local times: what a zone makes of them is said in {@link Timetable}.
 */
public final class Cron {

  /** A day like the 29th of February comes at least once in so many years. */
  private static final int YEARS = 8;

  private static final CronField MINUTE = new CronField("minute", 0, 59);
  private static final CronField HOUR = new CronField("hour", 0, 23);
  private static final CronField DAY = new CronField("day", 1, 31);
  private static final CronField MONTH =
      new CronField(
          "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT",
          "NOV", "DEC");
  private static final CronField WEEKDAY =
      new CronField("weekday", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean eitherDay;

  private Cron(String text, String[] fields) {
    this.text = text;
    this.minutes = MINUTE.read(fields[0]);
    this.hours = HOUR.read(fields[1]);
    this.days = DAY.read(fields[2]);
    this.months = MONTH.read(fields[3]);
    this.weekdays = WEEKDAY.read(fields[4]);
    this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
  }

  /** Reads an expression, such as {@code 30 2 * * MON-FRI}: half past two on working days. */
  public static Cron of(String text) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "must be minute, hour, day, month and weekday: cron=" + text);
    }
    Cron cron = new Cron(text.strip(), fields);
    if (cron.next(LocalDateTime.of(2024, 1, 1, 0, 0)).isEmpty()) {
      throw new IllegalArgumentException("must be a day that comes: cron=" + text);
    }
    return cron;
  }

  /** The first minute after {@code moment} that fits; empty where none comes within eight years. */
  public Optional<LocalDateTime> next(LocalDateTime moment) {
    LocalDate day = moment.toLocalDate();
    LocalDate end = day.plusYears(YEARS).plusDays(1);
    Optional<LocalTime> time = next(moment.toLocalTime());
    while (day.isBefore(end)) {
      if (fits(day) && time.isPresent()) {
        return Optional.of(day.atTime(time.get()));
      }
      day = months.get(day.getMonthValue()) ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
      time = Optional.of(LocalTime.of(hours.nextSetBit(0), minutes.nextSetBit(0)));
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate day) {
    boolean byDay = days.get(day.getDayOfMonth());
    boolean byWeekday = weekdays.get(day.getDayOfWeek().getValue() % 7);
    return months.get(day.getMonthValue()) && (eitherDay ? byDay || byWeekday : byDay && byWeekday);
  }

  /** The first time of a day after {@code time} that fits. */
  private Optional<LocalTime> next(LocalTime time) {
    int minute = minutes.nextSetBit(time.getMinute() + 1);
    if (hours.get(time.getHour()) && minute >= 0) {
      return Optional.of(LocalTime.of(time.getHour(), minute));
    }
    int hour = hours.nextSetBit(time.getHour() + 1);
    return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
