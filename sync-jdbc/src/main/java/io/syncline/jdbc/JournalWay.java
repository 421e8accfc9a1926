package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.schema.TableName;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code feed=journal}: see {@link JournalFeed}. */
final class JournalWay implements CaptureWay {

  static final String NAME = "journal";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> options() {
    return JournalOptions.ALL;
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    return JournalOptions.faults(spec);
  }

  @Override
  public Optional<String> stampColumn(DatasetSpec spec) {
    return Optional.empty();
  }

  @Override
  public Capture over(CaptureSite site) {
    TableName table = site.form().shape().name();
    return JournalOptions.capture(
        site,
        NAME,
        JournalSite.ofTable(JournalOptions.schema(site, NAME), table, site.form().key()));
  }
}
