package io.syncline.config;

import io.syncline.model.SyncException;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration of a hub is wrong. Names every mistake; nothing is left open. */
public final class ConfigException extends SyncException {

  private static final long serialVersionUID = 1L;
  private final transient List<ConfigFault> faults;

  public ConfigException(List<ConfigFault> faults) {
    super(text(faults));
    this.faults = List.copyOf(faults);
  }

  /** In the order of the configuration, at least one. */
  public List<ConfigFault> faults() {
    return faults;
  }

  private static String text(List<ConfigFault> faults) {
    return faults.stream()
        .map(fault -> "\n  " + fault)
        .collect(Collectors.joining("", "the configuration has " + count(faults.size()) + ":", ""));
  }

  private static String count(int faults) {
    return faults == 1 ? "a fault" : faults + " faults";
  }
}
