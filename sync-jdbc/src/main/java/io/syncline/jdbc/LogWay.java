package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.capture.log.LogSlot;
import io.syncline.jdbc.capture.log.SlotFeed;
import io.syncline.jdbc.capture.log.SlotTracking;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.schema.TableName;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code feed=log}: see {@link LogFeed}. */
final class LogWay implements CaptureWay {

  static final String NAME = "log";
  static final String SLOT = "feed.slot";
  static final String PUBLICATION = "feed.publication";
  static final String MOST_RETAINED = "feed.retained";

  private static final String STANDARD_MEBIBYTES = "1024";
  private static final int READABLE = 40;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> options() {
    return Set.of(SLOT, PUBLICATION, MOST_RETAINED);
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    List<SettingFault> faults = new ArrayList<>();
    for (String option : List.of(SLOT, PUBLICATION)) {
      String name = spec.options().get(option);
      if (name != null && !name.matches(LogSlot.NAMES)) {
        faults.add(
            DatasetSettings.fault(option, "must match " + LogSlot.NAMES + ": value=" + name));
      }
    }
    String most = spec.options().getOrDefault(MOST_RETAINED, STANDARD_MEBIBYTES);
    if (!most.matches("[1-9]\\d{0,8}")) {
      faults.add(
          DatasetSettings.fault(
              MOST_RETAINED, "must be a number of mebibytes, >= 1: value=" + most));
    }
    return faults;
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public Optional<String> stampColumn(DatasetSpec spec) {
    return Optional.empty();
  }

  @Override
  public Capture over(CaptureSite site) {
    String product = site.form().dialect().product();
    if (!product.equals("PostgreSQL")) {
      throw new AdapterException.Unsupported(
          site.spec().name() + ": feed=log is for [PostgreSQL]: product=" + product);
    }
    if (!site.streams().isAvailable()) {
      throw fault(
          "must have connections to stream over: give the database by url, or logConnections with"
              + " the data source: value="
              + NAME);
    }
    if (!site.form().shape().rowVersions()) {
      throw fault("must be another for a view, which has no log: value=" + NAME);
    }
    LogSlot slot = slot(site);
    return Capture.log(
        new SlotFeed(
            site.sessions(),
            site.form(),
            slot,
            site.streams(),
            site.cursors(NAME, " by " + slot.name() + " of " + slot.publication()),
            site.clock()),
        new SlotTracking(
            site.sessions(), site.form().shape(), site.form().key(), slot, site.streams()));
  }

  private static AdapterException fault(String message) {
    return new AdapterException.ConfigInvalid(
        List.of(DatasetSettings.fault(DatasetSettings.FEED, message)));
  }

  static LogSlot slot(CaptureSite site) {
    Map<String, String> options = site.spec().options();
    String standard = options.containsKey(SLOT) ? options.get(SLOT) : standardName(site);
    return new LogSlot(
        standard,
        options.getOrDefault(PUBLICATION, standard),
        Long.parseLong(options.getOrDefault(MOST_RETAINED, STANDARD_MEBIBYTES)) << 20);
  }

  /** Slots of all databases of a server share their names. */
  private static String standardName(CaptureSite site) {
    TableName table = site.form().shape().name();
    String database =
        site.sessions()
            .read(
                site.spec().name(),
                Isolation.EACH_STATEMENT,
                site.within(),
                session -> site.form().dialect().currentDatabase(session.sql()));
    String readable = table.table().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    return "syncline_"
        + readable.substring(0, Math.min(readable.length(), READABLE))
        + "_"
        + digest(database + "." + table);
  }

  private static String digest(String text) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
