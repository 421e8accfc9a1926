package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.capture.EntryFeed;
import io.syncline.jdbc.capture.JournalReader;
import io.syncline.jdbc.capture.JournalTracking;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of every feed that reads a journal, and that feed. */
final class JournalOptions {

  static final String SCHEMA = "feed.schema";
  static final String READER = "feed.reader";
  static final String RETENTION = "feed.retention";
  static final Set<String> ALL = Set.of(SCHEMA, READER, RETENTION);

  /** What whoever reads the journal is called unless said otherwise. */
  private static final String USUAL_NAME = "syncline";

  private static final Duration USUAL_RETENTION = Duration.ofDays(30);

  private JournalOptions() {}

  static List<SettingFault> faults(DatasetSpec spec) {
    List<SettingFault> faults = new ArrayList<>();
    for (String each : List.of(SCHEMA, READER)) {
      if (text(spec, each).isBlank()) {
        faults.add(DatasetSettings.fault(each, "must not be blank"));
      }
    }
    if (retention(spec.options()).isEmpty()) {
      faults.add(
          DatasetSettings.fault(
              RETENTION,
              "must be a positive duration such as P30D: value=" + spec.options().get(RETENTION)));
    }
    return faults;
  }

  private static Optional<Duration> retention(Map<String, String> options) {
    String text = options.get(RETENTION);
    if (text == null) {
      return Optional.of(USUAL_RETENTION);
    }
    try {
      return Optional.of(Duration.parse(text))
          .filter(each -> !each.isNegative() && each.toMillis() > 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String text(DatasetSpec spec, String option) {
    return spec.options().getOrDefault(option, USUAL_NAME);
  }

  /** Where the journal of {@code site} is. */
  static String schema(CaptureSite site, String way) {
    return Optional.ofNullable(site.spec().options().get(SCHEMA))
        .orElseGet(() -> journal(site, way).usualSchema(site.form().shape().name()));
  }

  /** How a journal is kept in the database of {@code site}. */
  private static JournalSql journal(CaptureSite site, String way) {
    return site.form()
        .dialect()
        .journal()
        .orElseThrow(
            () ->
                new AdapterException.Unsupported(
                    site.spec().name()
                        + ": feed="
                        + way
                        + " must be of a database of [PostgreSQL, MariaDB, MySQL, H2]: database="
                        + site.form().dialect().family()));
  }

  /** The changes that stand in the journal under {@code place}. */
  static Capture capture(CaptureSite site, String way, JournalSite place) {
    JournalSql journal = journal(site, way);
    site.sessions()
        .read(
            site.spec().name(),
            Isolation.EACH_STATEMENT,
            site.within(),
            session -> journal.refusal(session.sql(), place))
        .ifPresent(
            wanted -> {
              throw new AdapterException.Unsupported(
                  site.form().shape().name() + ": feed=" + way + " must be of " + wanted);
            });
    JournalReader reader =
        new JournalReader(
            site.sessions(),
            journal,
            place,
            text(site.spec(), READER),
            retention(site.spec().options()).orElseThrow(),
            site.clock());
    return Capture.journal(
        new EntryFeed(
            site.sessions(),
            site.form(),
            journal,
            place,
            reader,
            site.cursors(way, " in " + place.schema())),
        new JournalTracking(site.sessions(), journal, place));
  }
}
