package io.syncline.spi;

import java.util.List;

/** Opens blob stores of one type out of settings. Found by {@link java.util.ServiceLoader}. */
public interface BlobStoreProvider {

  /** Stable id, such as {@code file}; unique among the providers found. */
  String type();

  /** What may be set, for validation and for people. */
  List<SettingSpec> settings();

  /** Every fault of the settings, each with its path, without opening anything. */
  default List<SettingFault> validate(Settings settings) {
    return settings.check(settings());
  }

  /**
   * Opens the store.
   *
   * @param settings complete: secrets are filled in, paths are absolute
   * @throws BlobException where the medium fails or refuses
   * @throws AdapterException.ConfigInvalid naming every fault of the settings
   */
  BlobStore open(Settings settings);
}
