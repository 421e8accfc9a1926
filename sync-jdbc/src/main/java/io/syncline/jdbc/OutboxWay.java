package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code feed=outbox}: see {@link Outbox}. */
final class OutboxWay implements CaptureWay {

  static final String NAME = "outbox";

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
    return JournalOptions.capture(
        site, NAME, JournalSite.ofOutbox(JournalOptions.schema(site, NAME), site.spec().name()));
  }
}
