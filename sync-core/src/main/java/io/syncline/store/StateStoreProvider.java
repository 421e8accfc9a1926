package io.syncline.store;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.util.List;

/**
 * Opens state stores of one type out of settings. Found by {@link java.util.ServiceLoader}, or
 * handed in by the host.
 */
public interface StateStoreProvider {

  /** Stable id, such as {@code sqlite}; unique among the providers found. */
  String type();

  /** What may be set, for validation and for people. */
  List<SettingSpec> settings();

  /** Every fault of the settings, each with its path, without opening anything. */
  default List<SettingFault> validate(Settings settings) {
    return settings.check(settings());
  }

  /**
   * Opens the store, and makes or migrates it where needed.
   *
   * @param settings complete: secrets are filled in, paths are absolute
   * @throws StoreException when the medium fails or refuses
   * @throws io.syncline.spi.AdapterException.ConfigInvalid naming every fault of the settings
   */
  StateStore open(Settings settings, AdapterContext context);
}
