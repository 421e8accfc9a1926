package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code feed=none}: changes are found by a full listing only. */
final class ListedWay implements CaptureWay {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    return List.of();
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
