package io.syncline.jdbc;

import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options of a dataset, read and checked without the database. */
record DatasetSettings(CaptureWay way, Versions versions, Optional<String> versionColumn) {

  /** Where the version of a row comes from. */
  enum Versions {
    /** The database's own; none where it keeps none. */
    ROW,
    COLUMN,
    DIGEST,
    NONE
  }

  static final String FEED = "feed";
  static final String VERSION = "version";
  static final String LARGE = "large";

  private static final Set<String> ANY_WAY = Set.of(FEED, VERSION, LARGE);
  private static final String COLUMN_PREFIX = "column:";

  /** Every fault is in the exception, each with its path below {@code options}. */
  static DatasetSettings of(DatasetSpec spec) {
    List<SettingFault> faults = new ArrayList<>();
    CaptureWay way = way(spec, faults);
    spec.options().keySet().stream()
        .filter(option -> !ANY_WAY.contains(option))
        .filter(option -> !way.options().contains(option))
        .forEach(option -> faults.add(fault(option, misplaced(option))));
    faults.addAll(way.faults(spec));
    if (spec.options().containsKey(LARGE) && !way.streams()) {
      faults.add(fault(LARGE, "must not stand beside feed=" + way.name()));
    }
    String version = spec.options().getOrDefault(VERSION, way.standardVersion());
    Versions versions = versions(version, faults);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return new DatasetSettings(
        way,
        versions,
        versions == Versions.COLUMN
            ? Optional.of(version.substring(COLUMN_PREFIX.length()))
            : Optional.empty());
  }

  private static CaptureWay way(DatasetSpec spec, List<SettingFault> faults) {
    String wanted = spec.options().getOrDefault(FEED, "none");
    Optional<CaptureWay> way =
        CaptureWays.ALL.stream().filter(each -> each.name().equals(wanted)).findFirst();
    if (way.isEmpty()) {
      List<String> names = CaptureWays.ALL.stream().map(CaptureWay::name).toList();
      faults.add(fault(FEED, "must be one of " + names + ": value=" + wanted));
    }
    return way.orElse(CaptureWays.ALL.get(0));
  }

  private static String misplaced(String option) {
    List<String> owners =
        CaptureWays.ALL.stream()
            .filter(each -> each.options().contains(option))
            .map(CaptureWay::name)
            .toList();
    if (!owners.isEmpty()) {
      return "must stand beside feed=" + String.join(" or feed=", owners);
    }
    TreeSet<String> known = new TreeSet<>(ANY_WAY);
    CaptureWays.ALL.forEach(each -> known.addAll(each.options()));
    return "must be one of " + known;
  }

  private static Versions versions(String version, List<SettingFault> faults) {
    if (version.startsWith(COLUMN_PREFIX) && version.length() > COLUMN_PREFIX.length()) {
      return Versions.COLUMN;
    }
    return switch (version) {
      case "row" -> Versions.ROW;
      case DigestWay.NAME -> Versions.DIGEST;
      case "none" -> Versions.NONE;
      default -> {
        faults.add(
            fault(VERSION, "must be one of [row, column:NAME, digest, none]: value=" + version));
        yield Versions.NONE;
      }
    };
  }

  static SettingFault fault(String option, String message) {
    return new SettingFault("options." + option, message);
  }
}
