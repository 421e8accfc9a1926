package io.syncline.config;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects every mistake, so that all are reported at once. */
final class Faults {

  private final List<ConfigFault> faults = new ArrayList<>();

  void at(String path, String message) {
    faults.add(new ConfigFault(path, message));
  }

  /** {@code name} is none of {@code known}. */
  void unknown(String path, Collection<String> known, String what, String name) {
    at(path, "must be one of " + known + ": " + what + "=" + name + Suggestion.of(name, known));
  }

  /** The faults of settings or a dataset that stand below {@code path}. */
  void below(String path, List<SettingFault> settings) {
    settings.forEach(fault -> at(path + "." + fault.path(), fault.message()));
  }

  void below(String path, AdapterException.ConfigInvalid invalid) {
    below(path, invalid.faults());
  }

  List<ConfigFault> list() {
    return List.copyOf(faults);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  int count() {
    return faults.size();
  }

  void refuse() {
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
  }
}
