package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.capture.ColumnFeed;
import io.syncline.jdbc.capture.StampColumn;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code feed=polling}: see {@link PollingFeed}. */
final class PollingWay implements CaptureWay {

  static final String NAME = "polling";
  static final String COLUMN = "feed.column";
  static final String OVERLAP = "feed.overlap";
  static final String ZONE = "feed.zone";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> options() {
    return Set.of(COLUMN, OVERLAP, ZONE);
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    List<SettingFault> faults = new ArrayList<>();
    if (!spec.options().containsKey(COLUMN)) {
      faults.add(DatasetSettings.fault(COLUMN, "must name the column to poll by"));
    }
    String zone = spec.options().get(ZONE);
    if (zone != null && !isZone(zone)) {
      faults.add(
          DatasetSettings.fault(ZONE, "must be a zone such as Europe/Berlin: value=" + zone));
    }
    return faults;
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public Optional<String> stampColumn(DatasetSpec spec) {
    return Optional.ofNullable(spec.options().get(COLUMN));
  }

  @Override
  public Capture over(CaptureSite site) {
    String dataset = site.spec().name();
    Dialect dialect = site.form().dialect();
    if (site.sessions()
        .read(
            dataset,
            Isolation.EACH_STATEMENT,
            site.within(),
            session -> dialect.isReplica(session.sql()))) {
      throw new AdapterException.Unsupported(
          dataset
              + ": a replica cannot be polled: the open transactions of its primary are not"
              + " visible");
    }
    List<String> missing =
        site.sessions()
            .read(
                dataset,
                Isolation.EACH_STATEMENT,
                site.within(),
                session -> dialect.missingPollingRights(session.sql()));
    if (!missing.isEmpty()) {
      throw new AdapterException.Unsupported(
          dataset
              + ": polling needs the right to see open transactions, without which it would miss"
              + " rows: missing="
              + missing);
    }
    StampColumn stamp =
        StampColumn.of(
            site.form().stamp().orElseThrow(),
            Optional.ofNullable(site.spec().options().get(OVERLAP)),
            Optional.ofNullable(site.spec().options().get(ZONE)).map(ZoneId::of));
    return Capture.polling(
        new ColumnFeed(
            site.sessions(),
            site.form(),
            stamp,
            site.cursors(NAME, " by " + stamp.column().name())));
  }
}
