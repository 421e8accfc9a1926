package io.syncline.jdbc;

import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of a dataset, read and checked without the database. */
record DatasetSettings(
    Optional<String> feedColumn,
    Optional<String> overlap,
    Optional<ZoneId> zone,
    Versions versions,
    Optional<String> versionColumn) {

  /** Where the version of a row comes from. */
  enum Versions {
    ROW,
    COLUMN,
    DIGEST,
    NONE
  }

  static final String FEED = "feed";
  static final String FEED_COLUMN = "feed.column";
  static final String FEED_OVERLAP = "feed.overlap";
  static final String FEED_ZONE = "feed.zone";
  static final String VERSION = "version";

  private static final String COLUMN_PREFIX = "column:";
  private static final List<String> KNOWN =
      List.of(FEED, FEED_COLUMN, FEED_OVERLAP, FEED_ZONE, VERSION);
  private static final Set<String> POLLING_ONLY = Set.of(FEED_COLUMN, FEED_OVERLAP, FEED_ZONE);

  /** Every fault is in the exception, each with its path below {@code options}. */
  static DatasetSettings of(DatasetSpec spec) {
    List<SettingFault> faults = new ArrayList<>();
    spec.options().keySet().stream()
        .filter(option -> !KNOWN.contains(option))
        .forEach(option -> faults.add(fault(option, "must be one of " + KNOWN)));
    boolean polling = "polling".equals(spec.options().get(FEED));
    if (!polling && !"none".equals(spec.options().getOrDefault(FEED, "none"))) {
      faults.add(fault(FEED, "must be one of [none, polling]: value=" + spec.options().get(FEED)));
    }
    if (polling && !spec.options().containsKey(FEED_COLUMN)) {
      faults.add(fault(FEED_COLUMN, "must name the column to poll by"));
    }
    POLLING_ONLY.stream()
        .filter(option -> !polling && spec.options().containsKey(option))
        .sorted()
        .forEach(option -> faults.add(fault(option, "must stand beside feed=polling")));
    Optional<ZoneId> zone = zone(spec, faults);
    String version = spec.options().getOrDefault(VERSION, "xmin");
    Versions versions = versions(version, faults);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return new DatasetSettings(
        Optional.ofNullable(spec.options().get(FEED_COLUMN)),
        Optional.ofNullable(spec.options().get(FEED_OVERLAP)),
        zone,
        versions,
        versions == Versions.COLUMN
            ? Optional.of(version.substring(COLUMN_PREFIX.length()))
            : Optional.empty());
  }

  private static Versions versions(String version, List<SettingFault> faults) {
    if (version.startsWith(COLUMN_PREFIX) && version.length() > COLUMN_PREFIX.length()) {
      return Versions.COLUMN;
    }
    return switch (version) {
      case "xmin" -> Versions.ROW;
      case "digest" -> Versions.DIGEST;
      case "none" -> Versions.NONE;
      default -> {
        faults.add(
            fault(VERSION, "must be one of [xmin, column:NAME, digest, none]: value=" + version));
        yield Versions.NONE;
      }
    };
  }

  private static Optional<ZoneId> zone(DatasetSpec spec, List<SettingFault> faults) {
    String name = spec.options().get(FEED_ZONE);
    if (name == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      faults.add(fault(FEED_ZONE, "must be a zone such as Europe/Berlin: value=" + name));
      return Optional.empty();
    }
  }

  private static SettingFault fault(String option, String message) {
    return new SettingFault("options." + option, message);
  }
}
