package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code feed=digest}: see {@link DigestFeed}. */
final class DigestWay implements CaptureWay {

  /** As a version too: the two go together. */
  static final String NAME = "digest";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    String version = spec.options().getOrDefault(DatasetSettings.VERSION, NAME);
    return version.equals(NAME)
        ? List.of()
        : List.of(
            DatasetSettings.fault(
                DatasetSettings.VERSION, "must be digest beside feed=digest: value=" + version));
  }

  @Override
  public String standardVersion() {
    return NAME;
  }

  @Override
  public Optional<String> stampColumn(DatasetSpec spec) {
    return Optional.empty();
  }

  @Override
  public Capture over(CaptureSite site) {
    return Capture.listing();
  }
}
