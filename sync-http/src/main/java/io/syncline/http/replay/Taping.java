package io.syncline.http.replay;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether exchanges are recorded, or replayed, and in which file.
 *
 * @param record empty: they are not recorded
 * @param replay empty: the service itself answers
 */
public record Taping(Optional<Path> record, Optional<Path> replay) {

  /** As usual: the service answers, and nobody takes it down. */
  public static final Taping NONE = new Taping(Optional.empty(), Optional.empty());

  public Taping recording(Path file) {
    return new Taping(Optional.of(file), replay);
  }

  public Taping replaying(Path file) {
    return new Taping(record, Optional.of(file));
  }

  /** What is wrong with it as far as no file needs to be opened. */
  public List<SettingFault> faults() {
    return record.isPresent() && replay.isPresent()
        ? List.of(
            new SettingFault("replay", "must not be given with record: " + replay.orElseThrow()))
        : List.of();
  }

  /**
   * Refuses what has faults.
   *
   * @throws AdapterException.ConfigInvalid naming them
   */
  public void check() {
    if (!faults().isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults());
    }
  }

  static AdapterException invalid(String setting, String rule) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault(setting, rule)));
  }
}
